// Drawing on the canvas, in pixels of the screen: marks and letters stay readable at any zoom.
const canvas = at("sheet");
const pen = canvas.getContext("2d");
const view = { x: 0, y: 0, scale: 1 };
let width = 0;
let height = 0;
let dots = 1;
let over = null;
let picked = null;
let trail = null; // the path shown: { nodes, edges }
let group = null; // the group of the legend that stands out
let untouched = true; // nobody has moved the view yet: it fits whatever the window becomes
let waiting = false;
let paints = {};

const toSheet = (x, y) => ({ x: (x - width / 2) / view.scale + view.x, y: (y - height / 2) / view.scale + view.y });
const screenX = (x) => (x - view.x) * view.scale + width / 2;
const screenY = (y) => (y - view.y) * view.scale + height / 2;
const radius = (node) => Math.max(2.4, node.r * Math.min(1.6, Math.max(view.scale, 0.25)));

function redraw() {
  if (waiting) return;
  waiting = true;
  requestAnimationFrame(() => {
    waiting = false;
    paint();
  });
}

function resize(w, h, scale) {
  width = w || canvas.clientWidth;
  height = h || canvas.clientHeight;
  dots = scale || window.devicePixelRatio || 1;
  canvas.width = Math.round(width * dots);
  canvas.height = Math.round(height * dots);
}

function readPaints() {
  const style = getComputedStyle(document.documentElement);
  for (const name of ["ground", "ink", "soft", "edge", "mark"]) paints[name] = style.getPropertyValue("--" + name).trim();
  paints.family = getComputedStyle(document.body).fontFamily;
}

// The part of the screen that nothing lies over.
function freeRoom() {
  const wide = width > 700;
  const panel = !at("panel").hidden;
  const room = { left: 24, top: wide ? 64 : 130, right: width - 24, bottom: height - at("legend").offsetHeight - 30 };
  if (wide && panel) room.right -= 412;
  if (!wide && panel) Object.assign(room, { top: 80, bottom: height * 0.46 });
  return room;
}

function fit(seen, margin) {
  if (!seen.length) return;
  const room = freeRoom();
  // Where all names are shown, they belong to the picture; how much room they take depends on the scale.
  const named = seen.length <= 60;
  for (let round = 0; round < (named ? 3 : 1); round += 1) {
    let left = Infinity, top = Infinity, right = -Infinity, bottom = -Infinity;
    for (const node of seen) {
      const name = named && round ? (nameWide(node) * letterSize(node)) / 2 / view.scale : 0;
      const side = Math.max(node.r + margin, name);
      left = Math.min(left, node.x - side);
      right = Math.max(right, node.x + side);
      top = Math.min(top, node.y - node.r);
      bottom = Math.max(bottom, node.y + node.r + 36);
    }
    view.scale = Math.min(1.6, (room.right - room.left) / (right - left), (room.bottom - room.top) / (bottom - top));
    view.x = (left + right) / 2 + (width - room.left - room.right) / 2 / view.scale;
    view.y = (top + bottom) / 2 + (height - room.top - room.bottom) / 2 / view.scale;
  }
  redraw();
}

const fitAll = () => fit(nodes.filter((node) => node.on), 30);

// A thing with its neighbours, but never so small that they cannot be read.
function goTo(node) {
  untouched = false;
  const near = node.ties.filter((edge) => edge.on).map((edge) => across(edge, node));
  fit([node, ...near], 80);
  if (view.scale >= 0.45 && view.scale <= 1.2) return;
  view.scale = Math.min(1.2, Math.max(0.6, view.scale));
  const room = freeRoom();
  view.x = node.x + (width - room.left - room.right) / 2 / view.scale;
  view.y = node.y + (height - room.top - room.bottom) / 2 / view.scale;
}

function zoom(factor, x, y) {
  untouched = false;
  const before = toSheet(x, y);
  view.scale = Math.min(6, Math.max(0.02, view.scale * factor));
  const after = toSheet(x, y);
  view.x += before.x - after.x;
  view.y += before.y - after.y;
  redraw();
}

const CORNERS = {
  place: [[0, -1.1], [1.05, 0.8], [-1.05, 0.8]],
  event: [[0, -1.1], [1.1, 0], [0, 1.1], [-1.1, 0]],
  decision: [[-0.55, -0.95], [0.55, -0.95], [1.1, 0], [0.55, 0.95], [-0.55, 0.95], [-1.1, 0]],
  post: [[-1.1, -0.6], [1.1, -0.6], [1.1, 0.6], [-1.1, 0.6]],
  body: [[-0.9, -0.9], [0.9, -0.9], [0.9, 0.9], [-0.9, 0.9]],
};

function addMark(kind, x, y, r) {
  const corners = CORNERS[kind];
  if (!corners) {
    pen.moveTo(x + r, y);
    pen.arc(x, y, r, 0, 7);
    return;
  }
  corners.forEach(([dx, dy], i) => (i ? pen.lineTo(x + dx * r, y + dy * r) : pen.moveTo(x + dx * r, y + dy * r)));
  pen.closePath();
}

// Where an edge of a tree turns: on the line of what stands to the right.
function elbow(edge) {
  const [left, right] = edge.from.x < edge.to.x ? [edge.from, edge.to] : [edge.to, edge.from];
  return { left, right, turn: left.x + 0.3 * (right.x - left.x) };
}

const middleOf = (edge) => ({
  x: (edge.from.x + edge.to.x) / 2 - (edge.to.y - edge.from.y) * edge.bend,
  y: (edge.from.y + edge.to.y) / 2 + (edge.to.x - edge.from.x) * edge.bend,
});

function edgeText(edge) {
  let text = plain(edge.l || word(relations, edge.k));
  const body = plain(edge.to.l);
  if (edge.k === "together") return edge.m ? edge.m + " " + say(own.shared) : "";
  if (edge.to.k === "post" && text === body) text = say(own.holds);
  if (edge.l && text.endsWith(body) && text.length > body.length) text = text.slice(0, -body.length).trim();
  return edge.s && edge.s !== "current" ? text + " (" + word(statuses, edge.s) + ")" : text;
}

// What stands out: the path, or the neighbourhood of the thing pointed at or picked.
function bright() {
  if (trail && !over) return trail;
  const focus = over || picked;
  if (!focus && group !== null) {
    const members = new Set(groups.get(group));
    return { nodes: members, edges: new Set(edges.filter((edge) => edge.on && members.has(edge.from) && members.has(edge.to))), quiet: true };
  }
  if (!focus) return null;
  const ties = focus.ties.filter((edge) => edge.on);
  return { focus, nodes: new Set([focus, ...ties.flatMap((edge) => [edge.from, edge.to])]), edges: new Set(ties) };
}

function paint() {
  pen.setTransform(dots, 0, 0, dots, 0, 0);
  pen.fillStyle = paints.ground;
  pen.fillRect(0, 0, width, height);
  const lit = bright();
  const a = toSheet(-60, -60);
  const b = toSheet(width + 60, height + 60);
  const inside = (node) => node.x > a.x && node.x < b.x && node.y > a.y && node.y < b.y;
  const seen = byDegree.filter((node) => node.on && inside(node));
  const crossing = (edge) =>
    Math.max(edge.from.x, edge.to.x) > a.x && Math.min(edge.from.x, edge.to.x) < b.x &&
    Math.max(edge.from.y, edge.to.y) > a.y && Math.min(edge.from.y, edge.to.y) < b.y;
  paintEdges(edges.filter((edge) => edge.on && crossing(edge)), lit);
  paintMarks(seen, lit);
  paintNames(seen, lit);
  if (lit) paintEdgeTexts(lit);
  else if (data.columns) paintEdgeTexts({ edges: new Set(edges.filter((edge) => edge.on && !(data.tree && edge.k === "part-of"))) });
  pen.globalAlpha = 1;
  canvas.dataset.view = [view.x, view.y, view.scale].join(" ");
}

// Edges and marks of one look go into one path: thousands of strokes would cost a frame.
function paintEdges(seen, lit) {
  const looks = new Map();
  for (const edge of seen) {
    const out = lit && lit.edges.has(edge);
    const count = edge.k === "together" ? edge.m || 1 : edge.n;
    const weight = edge.k === "together" && count > 4 ? 3 : count > 3 ? 2 : count > 1 ? 1 : 0;
    const look = (out ? 100 : 0) + weight * 10 + (edge.s === "former" ? 1 : 0);
    if (!looks.has(look)) looks.set(look, []);
    looks.get(look).push(edge);
  }
  const crowded = Math.min(1, 900 / (seen.length + 1) + 0.25 + view.scale / 3);
  for (const look of [...looks.keys()].sort((a, b) => a - b)) {
    const out = look >= 100;
    pen.globalAlpha = out ? (lit.edges.size > 40 ? 0.5 : 1) : (lit ? 0.22 : 0.75) * crowded;
    pen.strokeStyle = out ? paints.mark : paints.edge;
    pen.lineWidth = [0.9, 1.6, 2.6, 4][Math.floor((look % 100) / 10)] * (out ? 1.3 : 1);
    pen.setLineDash(look % 10 ? [6, 4] : []);
    pen.beginPath();
    for (const edge of looks.get(look)) {
      pen.moveTo(screenX(edge.from.x), screenY(edge.from.y));
      if (data.tree) {
        const { left, right, turn } = elbow(edge);
        pen.moveTo(screenX(right.x), screenY(right.y));
        pen.lineTo(screenX(turn), screenY(right.y));
        pen.lineTo(screenX(turn), screenY(left.y));
        pen.lineTo(screenX(left.x), screenY(left.y));
      } else if (edge.bend) {
        const middle = middleOf(edge);
        pen.quadraticCurveTo(screenX(middle.x), screenY(middle.y), screenX(edge.to.x), screenY(edge.to.y));
      } else {
        pen.lineTo(screenX(edge.to.x), screenY(edge.to.y));
      }
    }
    pen.stroke();
  }
  pen.setLineDash([]);
}

const colourOf = (node) => node.c || kinds.get(node.k).colour;
const colours = [...new Set(nodes.map(colourOf))].sort();

function paintMarks(seen, lit) {
  pen.lineWidth = 1.5;
  pen.strokeStyle = paints.ground;
  for (const dim of lit ? [true, false] : [false]) {
    pen.globalAlpha = dim ? 0.28 : 1;
    for (const colour of colours) {
      pen.beginPath();
      for (const node of seen) {
        if (colourOf(node) === colour && dim === Boolean(lit && !lit.nodes.has(node))) addMark(node.k, screenX(node.x), screenY(node.y), radius(node));
      }
      pen.stroke();
      pen.fillStyle = colour;
      pen.fill();
    }
  }
  for (const node of new Set([nodes[data.about], picked])) {
    if (!node || !node.on) continue;
    pen.beginPath();
    addMark(node.k, screenX(node.x), screenY(node.y), radius(node) + 3);
    pen.lineWidth = 2;
    pen.strokeStyle = node === picked ? paints.mark : paints.ink;
    pen.stroke();
  }
}

function haloed(lines, x, y, step, colour) {
  // All halos first, so that no line's halo cuts the marks below another.
  pen.strokeStyle = paints.ground;
  lines.forEach((line, i) => pen.strokeText(line, x, y + step * i));
  pen.fillStyle = colour;
  lines.forEach((line, i) => pen.fillText(line, x, y + step * i));
}

// Room on the screen, in squares of some pixels, and by what it is taken: marks, words.
const SQUARE = 4;
const MARK = 1;
const WORDS = 2;
let squares = new Uint8Array(0);
function taken([left, top, right, bottom], what, set) {
  const row = Math.ceil(width / SQUARE);
  const [x0, x1] = [Math.max(0, Math.floor(left / SQUARE)), Math.min(row - 1, Math.floor(right / SQUARE))];
  const [y0, y1] = [Math.max(0, Math.floor(top / SQUARE)), Math.min(Math.ceil(height / SQUARE) - 1, Math.floor(bottom / SQUARE))];
  for (let y = y0; y <= y1; y++) {
    for (let x = x0; x <= x1; x++) {
      if (set) squares[y * row + x] |= what;
      else if (squares[y * row + x] & what) return true;
    }
  }
  return false;
}

const letterSize = (node) => (11.5 + Math.min(4, Math.sqrt(node.d) / 4)) * Math.min(1.2, Math.max(0.85, view.scale));

// Names that find room: those of the path or neighbourhood first, then those of the busiest things.
function paintNames(seen, lit) {
  const length = Math.ceil(width / SQUARE) * Math.ceil(height / SQUARE);
  if (squares.length === length) squares.fill(0);
  else squares = new Uint8Array(length);
  pen.textAlign = "center";
  pen.lineJoin = "round";
  pen.lineWidth = 3.5;
  for (const node of seen) {
    const [x, y, r] = [screenX(node.x), screenY(node.y), radius(node) * 0.7];
    if (r > 2.5) taken([x - r, y - r, x + r, y + r], MARK, true);
  }
  let left = (width * height) / (view.scale > 0.6 ? 4000 : 12000);
  const order = lit ? seen.filter((node) => lit.nodes.has(node)).concat(seen.filter((node) => !lit.nodes.has(node))) : seen;
  if (lit && lit.focus) order.sort((a, b) => (b === lit.focus) - (a === lit.focus));
  for (const node of order) {
    const near = lit && lit.nodes.has(node);
    if (left <= 0 && !near) break;
    if (lit && !near && left < 20) break;
    // The busiest may cover the marks of others.
    const first = near || node.index === data.about || node.rank < 24;
    if (paintName(node, lit && !near, first ? WORDS : MARK | WORDS)) left -= 1;
  }
}

// The width of a name, in letters of height 1.
function nameWide(node) {
  if (node.wide === undefined) {
    pen.font = "600 100px " + paints.family;
    node.wide = Math.max(...node.w.map((line) => pen.measureText(line).width)) / 100;
  }
  return node.wide;
}

function paintName(node, dim, avoided) {
  const size = letterSize(node);
  const [x, top, step] = [screenX(node.x), screenY(node.y) + radius(node) + 2, size * 1.18];
  const half = (nameWide(node) * size) / 2;
  // A little less than it is: names may touch.
  const box = [x - half + 3, top + 1, x + half - 3, top + step * node.w.length - 2];
  if (node !== picked && node !== over && taken(box, avoided, false)) return false;
  taken(box, WORDS, true);
  pen.font = (node === picked || node.index === data.about ? "600 " : "") + size.toFixed(1) + "px " + paints.family;
  pen.globalAlpha = dim ? 0.3 : 1;
  haloed(node.w, x, top + size * 0.95, step, paints.ink);
  return true;
}

// The middle of the edge; in a tree above its level part.
function placeOfText(edge) {
  if (data.tree) {
    const { right, turn } = elbow(edge);
    return { x: screenX((turn + right.x) / 2), y: screenY(right.y) - 8 };
  }
  const middle = middleOf(edge);
  return { x: screenX((edge.from.x + 2 * middle.x + edge.to.x) / 4), y: screenY((edge.from.y + 2 * middle.y + edge.to.y) / 4) };
}

function paintEdgeTexts(lit) {
  if (lit.quiet || lit.edges.size > (data.columns ? 200 : 60)) return;
  pen.font = "italic 11px " + paints.family;
  pen.textAlign = "center";
  pen.lineWidth = 3.5;
  pen.globalAlpha = 1;
  for (const edge of lit.edges) {
    if (!edge.on) continue;
    const text = edgeText(edge);
    if (!text) continue;
    const { x, y } = placeOfText(edge);
    const half = pen.measureText(text).width / 2;
    const box = [x - half, y - 7, x + half, y + 6];
    if (taken(box, WORDS, false)) continue;
    taken(box, WORDS, true);
    haloed([text], x, y + 4, 0, paints.soft);
  }
}
