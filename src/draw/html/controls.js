// Search, legend, filters, buttons, mouse, touch and keys.

// ---- search -----------------------------------------------------------------------------------
let hits = [];
let chosen = 0;

// Words of a name, each with a space before it.
const wordsOf = (text) => (" " + folded(text)).replace(/[^\p{L}\p{N}]+/gu, " ");
nodes.forEach((node) => (node.words = wordsOf(node.s)));

// Things whose names have all the words typed, or their beginnings; first those that have them in this order.
function search() {
  const asked = wordsOf(at("search").value).trimEnd();
  const parts = asked.split(" ").filter(Boolean);
  const found = parts.length ? byDegree.filter((node) => parts.every((part) => node.words.includes(" " + part))) : [];
  const inOrder = (node) => node.words.includes(asked);
  hits = [...found.filter(inOrder), ...found.filter((node) => !inOrder(node))].slice(0, 30);
  chosen = 0;
  showHits(parts.length > 0);
}

function showHits(open) {
  const list = at("hits");
  list.hidden = !open;
  list.replaceChildren();
  at("search").setAttribute("aria-expanded", String(open));
  at("search").removeAttribute("aria-activedescendant");
  if (!open) return;
  if (!hits.length) list.append(make("li", say(own.none)));
  hits.forEach((node, i) => {
    const item = make("li", undefined, i === chosen ? "on" : "");
    item.id = "hit" + i;
    item.setAttribute("role", "option");
    item.setAttribute("aria-selected", String(i === chosen));
    item.append(mark(node.k, colourOf(node)), quoted(node.l));
    item.addEventListener("pointerdown", (event) => {
      event.preventDefault();
      take(node);
    });
    list.append(item);
    if (i === chosen) at("search").setAttribute("aria-activedescendant", item.id);
  });
  const current = at("hit" + chosen);
  if (current) current.scrollIntoView({ block: "nearest" });
  at("live").textContent = hits.length ? hits.length + " " + say(own.hits) : say(own.none);
}

function take(node) {
  showHits(false);
  at("search").value = node.l;
  at("search").blur();
  pick(node, true);
  canvas.focus();
}

at("search").addEventListener("input", search);
at("search").addEventListener("focus", () => at("search").select());
at("search").addEventListener("blur", () => showHits(false));
at("search").addEventListener("keydown", (event) => {
  if (event.key === "Enter" && hits[chosen] && !at("hits").hidden) take(hits[chosen]);
  else if (event.key === "ArrowDown") chosen = Math.min(hits.length - 1, chosen + 1);
  else if (event.key === "ArrowUp") chosen = Math.max(0, chosen - 1);
  else return;
  event.preventDefault();
  if (event.key !== "Enter") showHits(hits.length > 0);
});

// ---- legend and filters -----------------------------------------------------------------------
function drawn(tag, attributes) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
}

function mark(kind, fill) {
  const picture = drawn("svg", { class: "dot", viewBox: "-1.2 -1.2 2.4 2.4", "aria-hidden": "true" });
  const corners = CORNERS[kind];
  picture.append(corners ? drawn("polygon", { points: corners.join(" "), fill }) : drawn("circle", { r: 1, fill }));
  return picture;
}

function changed() {
  refilter();
  if (picked && !picked.on) pick(null);
  if (trail && [...trail.nodes].some((node) => !node.on)) pick(null);
  showPanel();
  tell();
  redraw();
}

function toggle(kind, on) {
  if (on) hiddenKinds.delete(kind);
  else hiddenKinds.add(kind);
  changed();
}

// Takes back the filters that hide a thing.
function showAll(node) {
  hiddenKinds.delete(node.k);
  Object.assign(period, { from: 0, to: Math.max(0, steps.length - 1) });
  refilter();
  legend();
  showPeriod();
}

function legend() {
  const box = at("kinds");
  box.replaceChildren();
  for (const kind of kinds.keys()) {
    const count = nodes.filter((node) => node.k === kind).length;
    if (!count) continue;
    const label = make("label");
    const check = make("input");
    check.type = "checkbox";
    check.value = kind;
    check.checked = !hiddenKinds.has(kind);
    check.addEventListener("change", () => toggle(kind, check.checked));
    label.append(check, mark(kind, grouped ? "currentColor" : kinds.get(kind).colour), word(kinds, kind), make("small", String(count)));
    box.append(label);
  }
  lineLegend();
  groupLegend();
}

// The lines that differ from others.
function lineLegend() {
  const box = at("lines");
  box.replaceChildren();
  const line = (text, attributes) => {
    const picture = drawn("svg", { class: "dash", viewBox: "0 0 22 8", "aria-hidden": "true" });
    picture.append(drawn("path", { d: "M0 4h22", stroke: "currentColor", ...attributes }));
    const entry = make("span");
    entry.append(picture, text);
    box.append(entry);
  };
  if (edges.some((edge) => edge.s === "former")) line(say(own.former), { "stroke-width": 1.5, "stroke-dasharray": "5 3" });
  if (edges.some((edge) => edge.m)) line(say(own.oftenTogether), { "stroke-width": 4 });
}

function groupLegend() {
  const box = at("groups");
  box.replaceChildren();
  for (const [number, members] of [...groups].sort(([a], [b]) => a - b)) {
    const entry = button(undefined, () => {
      group = group === number ? null : number;
      groupLegend();
      redraw();
    });
    entry.setAttribute("aria-pressed", String(group === number));
    entry.append(mark("person", members[0].c), quoted(members[0].l), make("small", String(members.length)));
    box.append(entry);
  }
  box.hidden = !groups.size;
}

function showPeriod() {
  at("period").hidden = steps.length < 2;
  if (steps.length < 2) return;
  const bars = at("bars");
  const most = Math.max(...crowd);
  bars.replaceChildren();
  bars.setAttribute("viewBox", "0 0 " + steps.length + " 1");
  crowd.forEach((count, step) => {
    const high = Math.max(0.04, Math.sqrt(count / most));
    const inside = step >= period.from && step <= period.to;
    bars.append(drawn("rect", { x: step + 0.1, y: 1 - high, width: 0.8, height: high, class: inside ? "in" : "out" }));
  });
  for (const side of ["from", "to"]) {
    const slider = at(side);
    slider.max = String(steps.length - 1);
    slider.value = String(period[side]);
    slider.setAttribute("aria-label", say(own[side]));
    slider.setAttribute("aria-valuetext", dateText(steps[period[side]]));
    at(side + "-text").textContent = say(own[side]) + " " + dateText(steps[period[side]]);
  }
}

for (const side of ["from", "to"]) {
  at(side).addEventListener("input", () => {
    const value = Number(at(side).value);
    // One end pushes the other before it, so that both can always be moved.
    Object.assign(period, { from: Math.min(value, period.from), to: Math.max(value, period.to), [side]: value });
    showPeriod();
    changed();
  });
}

// ---- words and colours ------------------------------------------------------------------------
function tell() {
  const shown = (list) => list.filter((thing) => thing.on).length;
  const part = (count, total, name) => count + (total > count ? " " + say(own.of) + " " + total : "") + " " + say(name);
  at("status").textContent = part(shown(nodes), data.total[0], own.nodes) + " · " + part(shown(edges), data.total[1], own.edges);
  const hint = at("hint");
  hint.hidden = !pathStart;
  hint.replaceChildren();
  if (pathStart) hint.append(quoted(pathStart.l), " → " + say(own.pathTo));
  at("live").textContent = pathStart
    ? hint.textContent
    : trail
      ? say(own.path) + ": " + (trail.way ? trail.way.length + " " + say(own.steps) : say(own.noPath))
      : picked
        ? picked.l + ", " + word(kinds, picked.k)
        : at("status").textContent;
}

function speak() {
  document.documentElement.lang = language;
  if (data.about === null && !waysGiven.length) at("title").textContent = say(own.title);
  at("search").placeholder = say(own.search);
  at("search").setAttribute("aria-label", say(own.search));
  at("hits").setAttribute("aria-label", say(own.hits));
  for (const name of ["fit", "dark", "print", "language", "ways"]) at(name).textContent = say(own[name]);
  at("language").lang = language === "vi" ? "en" : "vi";
  at("close").setAttribute("aria-label", say(own.close));
  at("panel").setAttribute("aria-label", say(own.panel));
  at("legend-title").textContent = say(own.legend);
  canvas.setAttribute("aria-label", say(own.sheet));
  legend();
  showPeriod();
  showPanel();
  tell();
  redraw();
}

function dark(on) {
  document.documentElement.classList.toggle("dark", on);
  at("dark").setAttribute("aria-pressed", String(on));
  readPaints();
  redraw();
}

at("ways").hidden = !waysGiven.length;
at("ways").addEventListener("click", () => showGiven(0));
at("fit").addEventListener("click", fitAll);
at("close").addEventListener("click", () => pick(null));
at("dark").addEventListener("click", () => dark(!document.documentElement.classList.contains("dark")));
at("print").addEventListener("click", () => window.print());
at("language").addEventListener("click", () => {
  language = language === "vi" ? "en" : "vi";
  speak();
});

// Paper is white, finer than the screen, and has no panel over the graph.
let before = null;
window.addEventListener("beforeprint", () => {
  const room = freeRoom();
  const [wide, high] = [room.right - room.left, room.bottom - room.top];
  const middle = toSheet(room.left + wide / 2, room.top + high / 2);
  before = { dark: document.documentElement.classList.contains("dark"), view: { ...view } };
  dark(false);
  paints.ground = "#fff";
  resize(1060, 660, 3);
  Object.assign(view, middle, { scale: view.scale * Math.min(width / wide, height / high) });
  paint();
});
window.addEventListener("afterprint", () => {
  Object.assign(view, before.view);
  resize();
  dark(before.dark);
});

// ---- mouse and touch --------------------------------------------------------------------------
function nodeAt(x, y) {
  let best = null;
  let least = Infinity;
  for (const node of nodes) {
    if (!node.on) continue;
    const far = Math.hypot(screenX(node.x) - x, screenY(node.y) - y);
    if (far < Math.max(radius(node), 9) + 2 && far < least) [best, least] = [node, far];
  }
  return best;
}

const fingers = new Map();
let grabbed = null;
let travelled = 0;

canvas.addEventListener("pointerdown", (event) => {
  canvas.setPointerCapture(event.pointerId);
  fingers.set(event.pointerId, { x: event.clientX, y: event.clientY });
  grabbed = fingers.size === 1 ? nodeAt(event.clientX, event.clientY) : null;
  travelled = 0;
});

canvas.addEventListener("pointermove", (event) => {
  const last = fingers.get(event.pointerId);
  if (!last) {
    const node = nodeAt(event.clientX, event.clientY);
    canvas.classList.toggle("over", Boolean(node));
    if (node !== over) {
      over = node;
      redraw();
    }
    return;
  }
  const [dx, dy] = [event.clientX - last.x, event.clientY - last.y];
  travelled += Math.abs(dx) + Math.abs(dy);
  if (fingers.size === 2) {
    const other = [...fingers.entries()].find(([id]) => id !== event.pointerId)[1];
    const span = (x, y) => Math.hypot(x - other.x, y - other.y) || 1;
    zoom(span(event.clientX, event.clientY) / span(last.x, last.y), other.x, other.y);
  } else if (grabbed && travelled > 4) {
    grabbed.x += dx / view.scale;
    grabbed.y += dy / view.scale;
  } else if (!grabbed) {
    untouched = false;
    view.x -= dx / view.scale;
    view.y -= dy / view.scale;
  }
  canvas.classList.toggle("drag", travelled > 4);
  fingers.set(event.pointerId, { x: event.clientX, y: event.clientY });
  redraw();
});

function lift(event) {
  const clicked = fingers.size === 1 && travelled <= 4 && event.type === "pointerup";
  fingers.delete(event.pointerId);
  canvas.classList.remove("drag");
  if (clicked && event.shiftKey && picked && grabbed) startPath(picked);
  if (clicked && (grabbed || !pathStart)) pick(grabbed);
  grabbed = null;
}
canvas.addEventListener("pointerup", lift);
canvas.addEventListener("pointercancel", lift);
canvas.addEventListener("pointerleave", () => {
  over = null;
  redraw();
});
canvas.addEventListener("wheel", (event) => {
  event.preventDefault();
  zoom(Math.exp(-event.deltaY * (event.deltaMode ? 0.05 : 0.0015)), event.clientX, event.clientY);
}, { passive: false });

// ---- keys -------------------------------------------------------------------------------------
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

// The neighbour that lies best in a direction; none within a quarter of the circle, none at all.
function neighbourTowards([dx, dy]) {
  let best = null;
  let least = Infinity;
  for (const edge of picked.ties) {
    const node = across(edge, picked);
    const [x, y] = [node.x - picked.x, node.y - picked.y];
    const along = x * dx + y * dy;
    const aside = Math.abs(x * dy - y * dx);
    if (!edge.on || along <= 0 || aside > along) continue;
    if (along + 2 * aside < least) [best, least] = [node, along + 2 * aside];
  }
  return best;
}

function arrow(key, shift) {
  const node = picked && !shift ? neighbourTowards(ARROWS[key]) : null;
  if (node) {
    pick(node, true);
  } else {
    view.x += (ARROWS[key][0] * 60) / view.scale;
    view.y += (ARROWS[key][1] * 60) / view.scale;
    redraw();
  }
}

function onSheet(key, shift) {
  if (ARROWS[key]) arrow(key, shift);
  else if (key === "+" || key === "=") zoom(1.25, width / 2, height / 2);
  else if (key === "-") zoom(0.8, width / 2, height / 2);
  else if (key === "0") fitAll();
  else if (key === "Enter" && !picked) pick(byDegree.find((node) => node.on) || null, true);
  else if (key.toLowerCase() === "p" && picked) startPath(picked);
  else return false;
  return true;
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const typing = event.target === at("search");
  if (event.key === "Escape") {
    if (!at("hits").hidden) showHits(false);
    else if (pathStart) {
      pathStart = null;
      tell();
    } else {
      group = null;
      groupLegend();
      pick(null);
    }
    canvas.focus();
  } else if (event.key === "/" && !typing) at("search").focus();
  else if (event.target !== canvas && event.target !== document.body) return;
  else if (!onSheet(event.key, event.shiftKey)) return;
  event.preventDefault();
});

// ---- start ------------------------------------------------------------------------------------
window.addEventListener("resize", () => {
  resize();
  at("legend").open = at("legend").open || width > 700;
  if (untouched) fitAll();
  redraw();
});
dark(window.matchMedia("(prefers-color-scheme: dark)").matches);
resize();
// Sheets are wider than high; on a phone they lie on their side, but columns have room for names only from left to right.
if (height > width && !data.columns) for (const node of nodes) [node.x, node.y] = [node.y, node.x];
at("legend").open = width > 700;
if (waysGiven.length) showGiven(0);
else if (data.about !== null) picked = nodes[data.about];
speak();
fitAll();
