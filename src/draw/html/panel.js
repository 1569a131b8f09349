// The panel: what is known of a thing, or of a path, each fact with its sentence and its source.
function make(tag, text, className) {
  const element = document.createElement(tag);
  if (text !== undefined) element.textContent = text;
  if (className) element.className = className;
  return element;
}

// A text from an article; `bdi` keeps its direction of writing to itself.
function quoted(text, className) {
  const element = make("bdi", text, className);
  element.lang = "vi";
  return element;
}

function button(label, action, className) {
  const element = make("button", label, className);
  element.type = "button";
  element.addEventListener("click", action);
  return element;
}

// Only web addresses become links; anything else an article gives stays text.
const isWeb = (url) => /^https?:\/\//i.test(url || "");

function quoteOf(place) {
  const quote = quotes[place];
  const block = make("blockquote");
  block.append("“", quoted(quote.text), "”");
  const cite = make("cite");
  const name = quote.title || quote.article;
  if (isWeb(quote.url)) {
    const link = make("a");
    link.append(quoted(name));
    link.href = quote.url;
    link.target = "_blank";
    link.rel = "noopener noreferrer";
    cite.append(link);
  } else {
    cite.append(quoted(name));
  }
  if (quote.issued) cite.append(" · " + dateText(quote.issued));
  block.append(cite);
  return block;
}

function nameButton(node) {
  const who = button(undefined, () => pick(node, true), "who");
  who.append(mark(node.k, colourOf(node)), quoted(node.l));
  return who;
}

function articlesOf(edge) {
  return edge.n > 1 ? make("span", " · " + edge.n + " " + say(own.articles), "when") : "";
}

// How often two people took part in the same event.
function sharedBy(edge) {
  return edge.m ? make("span", " · " + edge.m + " " + say(own.shared), "when") : "";
}

function holding(node, edge) {
  const item = make("li", undefined, statuses.has(edge.s) ? edge.s : "");
  item.append(make("time", edge.t ? spanText(edge.since, edge.t) : say(own.undated), "when"), make("br"));
  const what = edge.l ? quoted(edge.l, "what") : make("span", word(relations, edge.k), "what");
  // A post that is a thing of its own is named once.
  if (edge.l !== across(edge, node).l) item.append(what);
  if (edge.s) item.append(" ", make("span", word(statuses, edge.s), "tag"));
  item.append(articlesOf(edge), make("br"), nameButton(across(edge, node)));
  if (edge.q !== null) item.append(quoteOf(edge.q));
  return item;
}

function relation(node, edge) {
  const item = make("li");
  const what = make("span", word(relations, edge.k), "what");
  const who = nameButton(across(edge, node));
  item.append(...(edge.from === node || edge.k === "together" ? [what, " ", who] : [who, " ", what]));
  if (edge.day) item.append(" ", make("time", spanText(edge.since, edge.day), "when"));
  item.append(sharedBy(edge), articlesOf(edge));
  if (edge.q !== null) item.append(quoteOf(edge.q));
  return item;
}

function section(title, items, className) {
  if (!items.length) return;
  const list = make("ul", undefined, className);
  list.append(...items);
  at("facts").append(make("h3", title), list);
}

function showThing(node) {
  const facts = at("facts");
  const head = make("h2");
  head.append(quoted(node.l));
  const kind = make("p", undefined, "kind");
  kind.append(mark(node.k, colourOf(node)), word(kinds, node.k));
  facts.append(head, kind, button(say(own.pathFrom), () => startPath(node), "act"));
  if (node.f.length) {
    const list = make("dl");
    for (const [key, value] of node.f) {
      const shown = values.has(value) ? word(values, value) : dateText(value);
      const cell = make("dd");
      cell.append(quoted(shown));
      list.append(make("dt", word(fields, key)), cell);
    }
    facts.append(list);
  }
  if (node.q !== null) facts.append(make("h3", say(own.said)), quoteOf(node.q));
  const newest = (a, b) => (b.day || "").localeCompare(a.day || "") || b.n - a.n;
  const ties = node.ties.filter((edge) => edge.on).sort(newest);
  const holds = ties.filter((edge) => edge.k === "holds");
  section(say(node.k === "person" ? own.posts : own.holders), holds.map((edge) => holding(node, edge)), "line");
  section(say(own.others), ties.filter((edge) => edge.k !== "holds").map((edge) => relation(node, edge)));
  facts.append(make("p", node.i, "iri"));
}

function showTrail() {
  const facts = at("facts");
  facts.append(make("h2", say(trail.given === undefined ? own.path : own.ways)));
  if (!trail.way) {
    const ends = make("p");
    ends.append(nameButton(trail.start), " – ", nameButton(trail.end));
    facts.append(ends, make("p", say(own.noPath)));
    return;
  }
  if (trail.given === undefined) {
    facts.append(make("p", trail.way.length + " " + say(own.steps), "kind"), button(say(own.otherPath), otherPath, "act"));
    facts.append(listOf(trail.start, trail.way));
    return;
  }
  // All ways that were asked for; the one chosen stands out in the graph.
  waysGiven.forEach((way, place) => {
    const head = button(say(own.path) + " " + (place + 1) + " · " + way.length + " " + say(own.steps), () => showGiven(place), "act");
    head.setAttribute("aria-pressed", String(place === trail.given));
    facts.append(head, listOf(nodes[data.paths[place][0]], way));
  });
}

// A way: its things, and between two of them what relates them, with the sentences.
function listOf(start, way) {
  const list = make("ol", undefined, "way");
  let node = start;
  const stop = (thing) => {
    const item = make("li", undefined, "stop");
    item.append(nameButton(thing));
    list.append(item);
  };
  stop(node);
  for (const step of way) {
    for (const edge of step) list.append(stepOf(node, edge));
    node = across(step[0], node);
    stop(node);
  }
  return list;
}

function stepOf(node, edge) {
  const item = make("li");
  const text = edge.l ? quoted(edge.l, "what") : make("span", word(relations, edge.k), "what");
  item.append(edge.k === "together" ? "↕ " : edge.from === node ? "↓ " : "↑ ", text);
  if (edge.s) item.append(" ", make("span", word(statuses, edge.s), "tag"));
  if (edge.day) item.append(" ", make("time", spanText(edge.since, edge.day), "when"));
  item.append(sharedBy(edge), articlesOf(edge));
  if (edge.q !== null) item.append(quoteOf(edge.q));
  return item;
}

function showPanel() {
  at("facts").replaceChildren();
  at("panel").hidden = !picked && !trail;
  document.body.classList.toggle("reading", !at("panel").hidden);
  if (trail) showTrail();
  else if (picked) showThing(picked);
  at("panel").scrollTop = 0;
}

// ---- picking ----------------------------------------------------------------------------------
let pathStart = null;

function pick(node, go) {
  if (node && pathStart && node !== pathStart) {
    showPath(pathStart, node, new Set());
    return;
  }
  if (node && !node.on) showAll(node);
  if (!node) pathStart = null;
  picked = node;
  trail = null;
  showPanel();
  tell();
  if (node && go) goTo(node);
  redraw();
}

function startPath(node) {
  pathStart = node;
  tell();
  at("search").value = "";
  canvas.focus();
}

function showPath(start, end, avoided) {
  const way = pathBetween(start, end, avoided);
  const found = new Set([start, end, ...(way || []).flatMap((edge) => [edge.from, edge.to])]);
  trail = { start, end, way, avoided, nodes: found, edges: new Set(way || []) };
  if (way) trail.way = way.map((edge) => [edge]);
  pathStart = null;
  picked = null;
  showPanel();
  tell();
  fit([...found], 90);
}

// One of the ways that the picture was asked for.
function showGiven(place) {
  const way = waysGiven[place];
  const found = data.paths[place].map((node) => nodes[node]);
  trail = { start: found[0], end: found[found.length - 1], way, given: place, nodes: new Set(found), edges: new Set(way.flat()) };
  pathStart = null;
  picked = null;
  showPanel();
  tell();
  redraw();
}

// The next path has none of the things in between of those shown before; a direct edge is left out.
function otherPath() {
  const { start, end, way, avoided } = trail;
  const between = [...trail.nodes].filter((node) => node !== start && node !== end);
  showPath(start, end, new Set([...avoided, ...(between.length ? between : way.flat())]));
}
