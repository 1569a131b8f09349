"use strict";
(function () {
  // The data are texts from articles: they are only ever set as textContent or drawn on the canvas.
  const data = JSON.parse(document.getElementById("data").textContent);
  const { nodes, edges, quotes } = data;
  const at = (id) => document.getElementById(id);
  const canvas = at("sheet");
  const pen = canvas.getContext("2d");

  // ---- words ----------------------------------------------------------------------------------
  const table = (rows) => new Map(rows.map(([key, vi, en]) => [key, { vi, en }]));
  const kinds = new Map(data.words.kinds.map(([[key, vi, en], colour]) => [key, { vi, en, colour }]));
  const relations = table(data.words.relations);
  const statuses = table(data.words.statuses);
  const fields = table(data.words.fields);
  const values = table(data.words.values);
  const own = {
    search: { vi: "Tìm tên, không cần dấu", en: "Search names, tones not needed" },
    fit: { vi: "Vừa màn hình", en: "Fit" },
    theme: { vi: "Sáng/tối", en: "Light/dark" },
    language: { vi: "English", en: "Tiếng Việt" },
    close: { vi: "Đóng", en: "Close" },
    posts: { vi: "Chức vụ", en: "Posts" },
    holders: { vi: "Người giữ chức", en: "Office holders" },
    others: { vi: "Quan hệ", en: "Relations" },
    said: { vi: "Trích dẫn", en: "Quote" },
    articles: { vi: "bài", en: "articles" },
    article: { vi: "bài", en: "article" },
    nodes: { vi: "đối tượng", en: "things" },
    edges: { vi: "quan hệ", en: "relations" },
    of: { vi: "trong số", en: "of" },
    none: { vi: "Không tìm thấy", en: "Nothing found" },
    sheet: { vi: "Đồ thị: kéo để di chuyển, lăn chuột để phóng to", en: "Graph: drag to move, wheel to zoom" },
  };
  let language = data.language;
  const say = (entry, otherwise) => (entry ? entry[language] : otherwise);
  const word = (words, key) => say(words.get(key), key);

  // The same folding as the index of names: no marks, no case.
  const folded = (text) =>
    text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/[đĐ]/g, "d").toLowerCase().replace(/\s+/g, " ").trim();

  // ---- graph ----------------------------------------------------------------------------------
  nodes.forEach((node, index) => {
    node.index = index;
    node.ties = [];
  });
  const twins = new Map();
  edges.forEach((edge) => {
    edge.from = nodes[edge.a];
    edge.to = nodes[edge.b];
    edge.from.ties.push(edge);
    edge.to.ties.push(edge);
    const pair = Math.min(edge.a, edge.b) + " " + Math.max(edge.a, edge.b);
    if (!twins.has(pair)) twins.set(pair, []);
    twins.get(pair).push(edge);
  });
  for (const pair of twins.values()) {
    pair.forEach((edge, place) => {
      // However many twins there are, their fan gets no wider.
      const shift = (place - (pair.length - 1) / 2) * Math.min(0.36, 0.9 / Math.max(1, pair.length - 1));
      edge.bend = edge.a < edge.b ? shift : -shift;
    });
  }
  const byDegree = nodes.slice().sort((a, b) => b.d - a.d || a.index - b.index);
  const hiddenKinds = new Set();
  const shown = (node) => !hiddenKinds.has(node.k);

  // ---- view -----------------------------------------------------------------------------------
  const view = { x: 0, y: 0, scale: 1 };
  let width = 0;
  let height = 0;
  let over = null;
  let picked = null;
  let waiting = false;

  const toSheet = (x, y) => ({ x: (x - width / 2) / view.scale + view.x, y: (y - height / 2) / view.scale + view.y });

  function redraw() {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      paint();
    });
  }

  function resize() {
    const dots = window.devicePixelRatio || 1;
    width = canvas.clientWidth;
    height = canvas.clientHeight;
    canvas.width = Math.round(width * dots);
    canvas.height = Math.round(height * dots);
    redraw();
  }

  function fit() {
    const seen = nodes.filter(shown);
    if (!seen.length) return;
    let left = Infinity, top = Infinity, right = -Infinity, bottom = -Infinity;
    for (const node of seen) {
      left = Math.min(left, node.x - 70);
      right = Math.max(right, node.x + 70);
      top = Math.min(top, node.y - 30);
      bottom = Math.max(bottom, node.y + 60);
    }
    const side = !at("panel").hidden && width > 900 ? 420 : 0;
    view.scale = Math.min(2, (width - 40 - side) / (right - left), (height - 130) / (bottom - top));
    view.x = (left + right) / 2 + side / 2 / view.scale;
    view.y = (top + bottom) / 2 + 10 / view.scale;
    redraw();
  }

  function zoom(factor, x, y) {
    const before = toSheet(x, y);
    view.scale = Math.min(6, Math.max(0.02, view.scale * factor));
    const after = toSheet(x, y);
    view.x += before.x - after.x;
    view.y += before.y - after.y;
    redraw();
  }

  // ---- painting -------------------------------------------------------------------------------
  let paints = {};
  function readPaints() {
    const style = getComputedStyle(document.documentElement);
    for (const name of ["ground", "ink", "soft", "edge", "mark"]) paints[name] = style.getPropertyValue("--" + name).trim();
  }

  function shape(pen, kind, x, y, r) {
    const corners = {
      place: [[0, -1.1], [1.05, 0.8], [-1.05, 0.8]],
      event: [[0, -1.1], [1.1, 0], [0, 1.1], [-1.1, 0]],
      decision: [[-0.55, -0.95], [0.55, -0.95], [1.1, 0], [0.55, 0.95], [-0.55, 0.95], [-1.1, 0]],
      body: [[-0.9, -0.9], [0.9, -0.9], [0.9, 0.9], [-0.9, 0.9]],
    }[kind];
    pen.beginPath();
    if (!corners) {
      pen.arc(x, y, r, 0, 7);
    } else {
      corners.forEach(([dx, dy], i) => (i ? pen.lineTo(x + dx * r, y + dy * r) : pen.moveTo(x + dx * r, y + dy * r)));
      pen.closePath();
    }
  }

  const middleOf = (edge) => ({
    x: (edge.from.x + edge.to.x) / 2 - (edge.to.y - edge.from.y) * edge.bend,
    y: (edge.from.y + edge.to.y) / 2 + (edge.to.x - edge.from.x) * edge.bend,
  });

  const edgeText = (edge) => {
    let text = edge.l || word(relations, edge.k);
    if (edge.l && edge.l.endsWith(edge.to.l) && edge.l.length > edge.to.l.length) {
      text = edge.l.slice(0, -edge.to.l.length).trim();
    }
    return edge.s && edge.s !== "current" ? text + " (" + word(statuses, edge.s) + ")" : text;
  };

  function paint() {
    const dots = window.devicePixelRatio || 1;
    pen.setTransform(dots, 0, 0, dots, 0, 0);
    pen.fillStyle = paints.ground;
    pen.fillRect(0, 0, width, height);
    pen.translate(width / 2, height / 2);
    pen.scale(view.scale, view.scale);
    pen.translate(-view.x, -view.y);
    const focus = over || picked;
    const near = new Set();
    if (focus) {
      near.add(focus);
      for (const edge of focus.ties) near.add(edge.from).add(edge.to);
    }
    const a = toSheet(-80, -80);
    const b = toSheet(width + 80, height + 80);
    const inside = (node) => node.x > a.x && node.x < b.x && node.y > a.y && node.y < b.y;
    paintEdges(focus);
    for (const node of nodes) {
      if (!shown(node) || !inside(node)) continue;
      pen.globalAlpha = focus && !near.has(node) ? (over ? 0.18 : 0.5) : 1;
      shape(pen, node.k, node.x, node.y, node.r);
      pen.fillStyle = kinds.get(node.k).colour;
      pen.fill();
      pen.lineWidth = (node === picked || node.index === data.about ? 3 : 1.5) / Math.min(1, view.scale);
      pen.strokeStyle = node === picked ? paints.mark : node.index === data.about ? paints.ink : paints.ground;
      pen.stroke();
    }
    if (focus) paintEdgeTexts(focus);
    paintLabels(focus, near, inside);
    pen.globalAlpha = 1;
  }

  function paintEdges(focus) {
    // Edges of one look go into one path: thousands of strokes would cost a frame.
    const looks = new Map();
    for (const edge of edges) {
      if (!shown(edge.from) || !shown(edge.to)) continue;
      const near = focus && (edge.from === focus || edge.to === focus);
      const look = (near ? "1" : focus ? "0" : "2") + (edge.s === "former" ? "d" : "s") + edge.from.k;
      if (!looks.has(look)) looks.set(look, []);
      looks.get(look).push(edge);
    }
    for (const look of [...looks.keys()].sort()) {
      pen.globalAlpha = look[0] === "0" ? (over ? 0.15 : 0.4) : look[0] === "1" ? 1 : 0.55;
      pen.strokeStyle = look[0] === "1" ? kinds.get(look.slice(2)).colour : paints.edge;
      pen.lineWidth = (look[0] === "1" ? 2 : 1.2) / Math.max(0.5, Math.min(1, view.scale));
      pen.setLineDash(look[1] === "d" ? [6, 5] : []);
      pen.beginPath();
      for (const edge of looks.get(look)) {
        pen.moveTo(edge.from.x, edge.from.y);
        if (edge.bend) {
          const middle = middleOf(edge);
          pen.quadraticCurveTo(middle.x, middle.y, edge.to.x, edge.to.y);
        } else {
          pen.lineTo(edge.to.x, edge.to.y);
        }
      }
      pen.stroke();
    }
    pen.setLineDash([]);
  }

  function haloed(lines, x, y, step, colour) {
    // All halos first, so that no line's halo cuts the marks below another.
    pen.strokeStyle = paints.ground;
    lines.forEach((line, i) => pen.strokeText(line, x, y + step * i));
    pen.fillStyle = colour;
    lines.forEach((line, i) => pen.fillText(line, x, y + step * i));
  }

  function paintEdgeTexts(focus) {
    if (focus.ties.length > 40) return;
    const size = 10.5 / Math.min(1.4, view.scale);
    pen.font = size + "px " + getComputedStyle(document.body).fontFamily;
    pen.textAlign = "center";
    pen.lineWidth = size / 3;
    pen.lineJoin = "round";
    pen.globalAlpha = 1;
    for (const edge of focus.ties) {
      if (!shown(edge.from) || !shown(edge.to)) continue;
      const middle = middleOf(edge);
      haloed(
        [edgeText(edge)],
        (edge.from.x + 2 * middle.x + edge.to.x) / 4,
        (edge.from.y + 2 * middle.y + edge.to.y) / 4 + size / 3,
        0,
        paints.soft
      );
    }
  }

  function paintLabels(focus, near, inside) {
    // Far away only the labels that fit are drawn, those of the busiest nodes first.
    const size = 12 / Math.min(1, Math.max(0.45, view.scale));
    const step = size * 1.16;
    const taken = new Map();
    const free = (node, lines) => {
      const across = Math.max(...lines.map((line) => line.length)) * size * 0.5;
      const down = lines.length * step;
      const cells = [];
      for (let x = Math.floor((node.x - across / 2) / step); x <= Math.floor((node.x + across / 2) / step); x++) {
        for (let y = Math.floor((node.y + node.r) / step); y <= Math.floor((node.y + node.r + down) / step); y++) cells.push(x + " " + y);
      }
      if (cells.some((cell) => taken.has(cell))) return false;
      cells.forEach((cell) => taken.set(cell, node));
      return true;
    };
    const family = getComputedStyle(document.body).fontFamily;
    pen.textAlign = "center";
    pen.lineWidth = size / 3;
    pen.lineJoin = "round";
    const first = focus ? [focus, ...byDegree.filter((node) => node !== focus && near.has(node))] : byDegree;
    const all = focus ? first.concat(byDegree.filter((node) => !near.has(node))) : first;
    for (const node of all) {
      if (!shown(node) || !inside(node)) continue;
      if (view.scale < 0.95 && !free(node, node.w) && node !== focus) continue;
      pen.globalAlpha = focus && !near.has(node) ? (over ? 0.25 : 0.7) : 1;
      pen.font = (node === picked || node.index === data.about ? "bold " : "") + size + "px " + family;
      haloed(node.w, node.x, node.y + node.r + step, step, paints.ink);
    }
  }

  // ---- panel ----------------------------------------------------------------------------------
  function make(tag, text, className) {
    const element = document.createElement(tag);
    if (text !== undefined) element.textContent = text;
    if (className) element.className = className;
    return element;
  }

  // Only web addresses become links; anything else an article gives stays text.
  const isWeb = (url) => /^https?:\/\//i.test(url || "");

  function quoteOf(place) {
    const quote = quotes[place];
    const block = make("blockquote", "“" + quote.text + "”");
    const cite = make("cite");
    const name = quote.title || quote.article;
    if (isWeb(quote.url)) {
      const link = make("a", name);
      link.href = quote.url;
      link.target = "_blank";
      link.rel = "noopener noreferrer";
      cite.append(link);
    } else {
      cite.append(name);
    }
    if (quote.issued) cite.append(" · " + quote.issued);
    block.append(cite);
    return block;
  }

  function entry(node, edge) {
    const other = edge.from === node ? edge.to : edge.from;
    const item = make("li");
    const who = make("button", other.l, "who");
    who.type = "button";
    who.addEventListener("click", () => pick(other, true));
    const what = make("span", edge.k === "holds" ? edge.l || word(relations, edge.k) : word(relations, edge.k), "what");
    if (edge.k === "holds") {
      item.append(what);
      if (edge.s) item.append(make("span", word(statuses, edge.s), "tag"));
      item.append(make("br"), who);
    } else if (edge.from === node) {
      item.append(what, " ", who);
    } else {
      item.append(who, " ", what);
    }
    const notes = [];
    if (edge.t) notes.push(edge.t);
    if (edge.n > 1) notes.push(edge.n + " " + say(own.articles));
    if (notes.length) item.append(" ", make("span", notes.join(" · "), "when"));
    if (edge.q !== null) item.append(quoteOf(edge.q));
    return item;
  }

  function section(title, items) {
    if (!items.length) return;
    const list = make("ul");
    items.forEach((item) => list.append(item));
    at("facts").append(make("h3", title), list);
  }

  function showPanel() {
    const facts = at("facts");
    facts.replaceChildren();
    at("panel").hidden = !picked;
    if (!picked) return;
    facts.append(make("h2", picked.l), make("p", word(kinds, picked.k), "kind"));
    if (picked.f.length) {
      const list = make("dl");
      for (const [key, value] of picked.f) list.append(make("dt", word(fields, key)), make("dd", word(values, value)));
      facts.append(list);
    }
    if (picked.q !== null) facts.append(make("h3", say(own.said)), quoteOf(picked.q));
    const newest = (a, b) => (b.t || "").localeCompare(a.t || "");
    const holds = picked.ties.filter((edge) => edge.k === "holds").sort(newest);
    section(say(picked.k === "person" ? own.posts : own.holders), holds.map((edge) => entry(picked, edge)));
    section(say(own.others), picked.ties.filter((edge) => edge.k !== "holds").map((edge) => entry(picked, edge)));
    facts.append(make("p", picked.i, "iri"));
    at("panel").scrollTop = 0;
  }

  function pick(node, go) {
    picked = node;
    showPanel();
    if (node && go) {
      if (!shown(node)) toggle(node.k, true);
      view.scale = Math.max(view.scale, 0.9);
      const side = width > 900 ? 210 : 0;
      view.x = node.x + side / view.scale;
      view.y = node.y;
    }
    redraw();
  }

  // ---- search ---------------------------------------------------------------------------------
  let hits = [];
  let chosen = 0;

  function search() {
    const words = folded(at("search").value).split(" ").filter(Boolean);
    hits = words.length ? byDegree.filter((node) => words.every((part) => (" " + node.s).includes(" " + part))).slice(0, 30) : [];
    chosen = 0;
    showHits(words.length > 0);
  }

  function showHits(open) {
    const list = at("hits");
    list.hidden = !open;
    list.replaceChildren();
    if (!hits.length) list.append(make("li", say(own.none)));
    hits.forEach((node, i) => {
      const item = make("li", undefined, i === chosen ? "on" : "");
      item.append(mark(node.k), make("span", node.l));
      item.addEventListener("mousedown", (event) => {
        event.preventDefault();
        take(node);
      });
      list.append(item);
    });
  }

  function take(node) {
    at("hits").hidden = true;
    at("search").value = node.l;
    pick(node, true);
  }

  at("search").addEventListener("input", search);
  at("search").addEventListener("focus", search);
  at("search").addEventListener("blur", () => (at("hits").hidden = true));
  at("search").addEventListener("keydown", (event) => {
    if (event.key === "Enter" && hits[chosen]) take(hits[chosen]);
    else if (event.key === "ArrowDown") chosen = Math.min(hits.length - 1, chosen + 1);
    else if (event.key === "ArrowUp") chosen = Math.max(0, chosen - 1);
    else return;
    event.preventDefault();
    if (event.key !== "Enter") showHits(true);
  });

  // ---- legend, words, theme -------------------------------------------------------------------
  function mark(kind) {
    const space = "http://www.w3.org/2000/svg";
    const picture = document.createElementNS(space, "svg");
    picture.setAttribute("class", "dot");
    picture.setAttribute("viewBox", "-1.2 -1.2 2.4 2.4");
    const path = document.createElementNS(space, "path");
    path.setAttribute("d", {
      person: "M-1 0A1 1 0 1 0 1 0A1 1 0 1 0 -1 0Z",
      body: "M-.9-.9H.9V.9H-.9Z",
      place: "M0-1.1L1.05.8H-1.05Z",
      event: "M0-1.1L1.1 0L0 1.1L-1.1 0Z",
      decision: "M-.55-.95H.55L1.1 0L.55.95H-.55L-1.1 0Z",
    }[kind]);
    path.setAttribute("fill", kinds.get(kind).colour);
    picture.append(path);
    return picture;
  }

  function toggle(kind, on) {
    if (on) hiddenKinds.delete(kind);
    else hiddenKinds.add(kind);
    if (picked && !shown(picked)) pick(null);
    legend();
    redraw();
  }

  function legend() {
    const box = at("legend");
    box.replaceChildren();
    for (const kind of kinds.keys()) {
      const count = nodes.filter((node) => node.k === kind).length;
      if (!count) continue;
      const label = make("label");
      const check = make("input");
      check.type = "checkbox";
      check.checked = !hiddenKinds.has(kind);
      check.addEventListener("change", () => toggle(kind, check.checked));
      label.append(check, mark(kind), word(kinds, kind), make("small", String(count)));
      box.append(label);
    }
  }

  function speak() {
    document.documentElement.lang = language;
    at("search").placeholder = say(own.search);
    at("search").setAttribute("aria-label", say(own.search));
    at("fit").textContent = say(own.fit);
    at("theme").textContent = say(own.theme);
    at("language").textContent = say(own.language);
    at("close").setAttribute("aria-label", say(own.close));
    canvas.setAttribute("aria-label", say(own.sheet));
    const part = (count, total, name) => count + (total > count ? " " + say(own.of) + " " + total : "") + " " + say(name);
    at("status").textContent =
      part(nodes.length, data.total[0], own.nodes) + " · " + part(edges.length, data.total[1], own.edges);
    legend();
    showPanel();
    redraw();
  }

  function theme(dark) {
    document.documentElement.classList.toggle("dark", dark);
    readPaints();
    redraw();
  }

  at("fit").addEventListener("click", fit);
  at("close").addEventListener("click", () => pick(null));
  at("theme").addEventListener("click", () => theme(!document.documentElement.classList.contains("dark")));
  at("language").addEventListener("click", () => {
    language = language === "vi" ? "en" : "vi";
    speak();
  });

  // ---- mouse, touch, keys ---------------------------------------------------------------------
  function nodeAt(x, y) {
    const point = toSheet(x, y);
    let best = null;
    let least = Infinity;
    for (const node of nodes) {
      if (!shown(node)) continue;
      const far = Math.hypot(node.x - point.x, node.y - point.y);
      if (far < Math.max(node.r, 9 / view.scale) + 2 && far < least) [best, least] = [node, far];
    }
    return best;
  }

  const fingers = new Map();
  let grabbed = null;
  let travelled = 0;

  canvas.addEventListener("pointerdown", (event) => {
    canvas.setPointerCapture(event.pointerId);
    fingers.set(event.pointerId, { x: event.clientX, y: event.clientY });
    grabbed = nodeAt(event.clientX, event.clientY);
    travelled = 0;
  });

  canvas.addEventListener("pointermove", (event) => {
    const before = fingers.get(event.pointerId);
    if (!before) {
      const node = nodeAt(event.clientX, event.clientY);
      canvas.classList.toggle("over", Boolean(node));
      if (node !== over) {
        over = node;
        redraw();
      }
      return;
    }
    const [dx, dy] = [event.clientX - before.x, event.clientY - before.y];
    travelled += Math.abs(dx) + Math.abs(dy);
    if (fingers.size === 2) {
      const other = [...fingers.entries()].find(([id]) => id !== event.pointerId)[1];
      const span = (x, y) => Math.hypot(x - other.x, y - other.y) || 1;
      zoom(span(event.clientX, event.clientY) / span(before.x, before.y), other.x, other.y);
    } else if (grabbed && travelled > 4) {
      grabbed.x += dx / view.scale;
      grabbed.y += dy / view.scale;
    } else if (!grabbed) {
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
    if (clicked) pick(grabbed);
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

  document.addEventListener("keydown", (event) => {
    if (event.target === at("search") && event.key !== "Escape") return;
    const step = 60 / view.scale;
    if (event.key === "/") at("search").focus();
    else if (event.key === "Escape") {
      at("search").blur();
      pick(null);
    } else if (event.key === "+" || event.key === "=") zoom(1.25, width / 2, height / 2);
    else if (event.key === "-") zoom(0.8, width / 2, height / 2);
    else if (event.key === "0") fit();
    else if (event.target !== canvas && event.target !== document.body) return;
    else if (event.key === "ArrowLeft") view.x -= step;
    else if (event.key === "ArrowRight") view.x += step;
    else if (event.key === "ArrowUp") view.y -= step;
    else if (event.key === "ArrowDown") view.y += step;
    else return;
    event.preventDefault();
    redraw();
  });

  // ---- start ----------------------------------------------------------------------------------
  window.addEventListener("resize", resize);
  theme(window.matchMedia("(prefers-color-scheme: dark)").matches);
  resize();
  if (data.about !== null) picked = nodes[data.about];
  speak();
  fit();
})();
