// What is shown: by kind, community, years and strength of lines.

/** Lines beyond this many are not shown at first, nor more of each name where there are many: who sees all sees none. */
const LINES_AT_FIRST = 12000,
  MANY_NAMES = 400,
  EACH_OF_MANY = 2;

/** Communities beyond this many are filtered together. */
const COMMUNITIES_LISTED = 12;

/** Everything is shown. */
function everything(graph) {
  const { first = 0, last = 0 } = graph.years || {};
  return {
    hiddenKinds: new Set(),
    hiddenCommunities: new Set(),
    from: first,
    to: last,
    by: "surest",
    alone: false,
    each: graph.nodes.length > MANY_NAMES ? Math.min(EACH_OF_MANY, graph.mostEach) : graph.mostEach,
    share: Math.min(100, Math.max(1, Math.floor((100 * LINES_AT_FIRST) / Math.max(1, graph.edges.length)))),
  };
}

/** How a line is ranked: by how sure it is, or by a weight that it has. */
const measure = (edge, by) => (by === "surest" ? edge.surest : edge.record[by]);

/** Gives each line, the strongest first, the better of its places among those of its ends, from 1. */
function place(lines) {
  const places = new Map();
  const next = node => {
    places.set(node, (places.get(node) || 0) + 1);
    return places.get(node);
  };
  for (const edge of lines) edge.place = Math.min(next(edge.source), next(edge.target));
}

/** Under which number a community is filtered; small ones share one. */
const filedUnder = community => Math.min(community, COMMUNITIES_LISTED);

/** Marks what is shown, and counts it. */
function applyFilter(graph, filter) {
  const all = !graph.years || (filter.from <= graph.years.first && filter.to >= graph.years.last);
  const inYears = years => Object.keys(years).some(year => year >= filter.from && year <= filter.to);
  for (const node of graph.nodes) {
    node.shown =
      !filter.hiddenKinds.has(node.kind) &&
      !filter.hiddenCommunities.has(filedUnder(node.community)) &&
      (all || inYears(node.record.years));
  }
  const then = ({ first_year: first, last_year: last }) =>
    all || (first !== undefined && first <= filter.to && last >= filter.from);
  const order = graph.edges.filter(edge => edge.source.shown && edge.target.shown && then(edge.record));
  order.sort((a, b) => measure(b, filter.by) - measure(a, filter.by) || a.number - b.number);
  place(order);
  for (const edge of graph.edges) edge.shown = false;
  const most = Math.ceil((graph.edges.length * filter.share) / 100);
  let lines = 0;
  for (const edge of order.slice(0, most)) {
    edge.shown = edge.place <= filter.each || filter.each >= graph.mostEach;
    lines += edge.shown;
  }
  if (filter.alone) {
    for (const node of graph.nodes) node.shown = node.shown && node.ties.some(tie => tie.edge.shown);
  }
  return { names: graph.nodes.filter(node => node.shown).length, lines };
}
