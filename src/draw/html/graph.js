// Which nodes and edges are there, which of them are shown, and how does one get from one to another?
nodes.forEach((node, index) => {
  node.index = index;
  node.ties = [];
  node.w = node.w.map(plain);
});
const twins = new Map();
edges.forEach((edge) => {
  edge.from = nodes[edge.a];
  edge.to = nodes[edge.b];
  edge.from.ties.push(edge);
  if (edge.to !== edge.from) edge.to.ties.push(edge);
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
byDegree.forEach((node, rank) => (node.rank = rank));
const across = (edge, node) => (edge.from === node ? edge.to : edge.from);

// ---- time: the steps of the slider are months, or years where there are many months ------------
const TIMELESS = new Set(data.words.timeless);
function dayOf(edge) {
  if (TIMELESS.has(edge.k)) return null;
  const own = [edge.from, edge.to].flatMap((node) => node.f.filter(([key]) => key === "date").map(([, value]) => value));
  const day = edge.t || own[0] || (edge.q !== null && quotes[edge.q].issued) || "";
  return /^\d{4}(-\d\d)?/.test(day) ? day : null;
}
edges.forEach((edge) => {
  edge.day = dayOf(edge);
  edge.since = (edge.t && edge.day && edge.u) || edge.day;
});
const stepsOf = (letters) =>
  [...new Set(edges.filter((edge) => edge.day).flatMap((edge) => [edge.since, edge.day].map((day) => day.slice(0, letters))))].sort();
const stepLetters = stepsOf(7).length > 36 ? 4 : 7;
const steps = stepsOf(stepLetters);
// An edge lasts from the first day that it is attested to the last; a bare year lasts as long as it does.
edges.forEach((edge) => {
  edge.first = edge.day ? steps.indexOf(edge.since.slice(0, stepLetters)) : null;
  edge.last = edge.day ? steps.findLastIndex((step) => step.startsWith(edge.day.slice(0, stepLetters))) : null;
});
const crowd = steps.map(() => 0);
edges.forEach((edge) => {
  if (edge.day) for (let step = edge.first; step <= edge.last; step++) crowd[step] += 1;
});

// ---- what is shown --------------------------------------------------------------------------
const hiddenKinds = new Set();
const period = { from: 0, to: Math.max(0, steps.length - 1) };
const inPeriod = (edge) => edge.last >= period.from && edge.first <= period.to;

// A thing is of the period if one of its dated edges is; what has none goes with its neighbours.
function refilter() {
  const whole = period.from === 0 && period.to >= steps.length - 1;
  for (const node of nodes) {
    const dated = node.ties.filter((edge) => edge.day);
    node.live = dated.length ? dated.some(inPeriod) : null;
  }
  for (const node of nodes) {
    const of = node.live === null ? node.ties.some((edge) => across(edge, node).live) : node.live;
    node.on = !hiddenKinds.has(node.k) && (whole || of);
  }
  for (const edge of edges) edge.on = edge.from.on && edge.to.on && (whole || !edge.day || inPeriod(edge));
}
refilter();

// ---- groups -----------------------------------------------------------------------------------
// Groups of more than one thing with a colour of their own, called after the busiest of them.
const groups = new Map();
for (const node of byDegree) {
  if (node.g === undefined) continue;
  if (!groups.has(node.g)) groups.set(node.g, []);
  groups.get(node.g).push(node);
}
for (const [group, members] of groups) if (members.length < 2) groups.delete(group);
const grouped = nodes.some((node) => node.c);

// ---- paths ------------------------------------------------------------------------------------
// The cheapest way (Dijkstra). Many things are in one place, so a step through a place costs more;
// of two ways of one length, the one that more articles tell of is taken.
function pathBetween(start, end, avoided) {
  const cost = new Map([[start, 0]]);
  const came = new Map();
  const done = new Set();
  for (;;) {
    let node = null;
    for (const [known, value] of cost) if (!done.has(known) && (node === null || value < cost.get(node))) node = known;
    if (node === null) return null;
    if (node === end) break;
    done.add(node);
    for (const edge of node.ties) {
      const next = across(edge, node);
      if (!edge.on || (avoided.has(next) && next !== end) || avoided.has(edge)) continue;
      const value = cost.get(node) + 1 + 0.1 / (1 + edge.n) + (node.k === "place" && node !== start ? 2 : 0);
      if (!cost.has(next) || value < cost.get(next)) {
        cost.set(next, value);
        came.set(next, edge);
      }
    }
  }
  const way = [];
  for (let node = end; node !== start; node = across(way[0], node)) way.unshift(came.get(node));
  return way;
}

// The ways that the picture was asked for: for each step, all that relates the two.
const waysGiven = data.paths.map((way) =>
  way.slice(1).map((to, place) => edges.filter((edge) => edge.a !== edge.b && [edge.a, edge.b].includes(way[place]) && [edge.a, edge.b].includes(to))),
);
