"use strict";
// What the page knows: the graph as the JSON export has it, and the episodes.

/** The content of a data block. It is never code: browsers run no block of this type. */
const block = id => JSON.parse(document.getElementById(id).textContent);

/**
 * Signed log-likelihood of two that come together (Dunning 1993), as `graph/weight.rs` has it: n windows, a and b of
 * them with the one or the other, k with both.
 */
function logLikelihood(n, a, b, k) {
  const cell = (observed, row, column) => (observed > 0 ? observed * Math.log((observed * n) / (row * column)) : 0);
  const sum = cell(k, a, b) + cell(a - k, a, n - b) + cell(b - k, n - a, b) + cell(n - a - b + k, n - a, n - b);
  const likelihood = Math.max(0, 2 * sum);
  return k * n < a * b ? -likelihood : likelihood;
}

/** Nodes, lines and episodes, each knowing its neighbours. */
function readGraph(data, listed) {
  const info = data.graph;
  const greatest = data.nodes.reduce((most, node) => Math.max(most, node.rank), 1e-300);
  const nodes = data.nodes.map((record, number) => ({
    record,
    number,
    name: record.name.trim() || record.id,
    kind: record.kind,
    community: record.community,
    share: Math.sqrt(record.rank / greatest),
    x: record.x,
    y: -record.y,
    ties: [],
    episodes: [],
    shown: true,
  }));
  const byId = new Map(nodes.map(node => [node.record.id, node]));
  const edges = data.edges.map((record, number) => {
    const [source, target] = [byId.get(record.source), byId.get(record.target)];
    const edge = {
      record,
      number,
      source,
      target,
      shown: true,
      community: source.community === target.community ? source.community : -1,
      surest: logLikelihood(info.windows, source.record.windows, target.record.windows, record.windows),
    };
    source.ties.push({ edge, other: target });
    target.ties.push({ edge, other: source });
    return edge;
  });
  const heaviest = edges.reduce((most, edge) => Math.max(most, edge.record.weight), 1e-300);
  for (const edge of edges) edge.thickness = Math.sqrt(Math.max(0, edge.record.weight / heaviest));
  nodes.forEach(node => node.ties.sort((a, b) => b.edge.surest - a.edge.surest || a.other.number - b.other.number));
  const episodes = readEpisodes(listed, nodes);
  const left = step => info.cut.reduce((sum, cut) => sum + cut[step], 0);
  return {
    info,
    nodes,
    edges,
    episodes,
    byId,
    byRank: [...nodes].sort((a, b) => b.record.rank - a.record.rank || a.number - b.number),
    episodeById: new Map(episodes.map(episode => [episode.id, episode])),
    namesInAll: nodes.length + left("nodes"),
    linesInAll: edges.length + left("edges"),
    years: spanOfYears(nodes),
    // Beyond so many lines of each name the slider would not move: those that are surest of one end are all.
    mostEach: Math.max(
      1,
      Math.min(
        info.lines || 20,
        nodes.reduce((most, node) => Math.max(most, node.ties.length), 1),
      ),
    ),
  };
}

/** Episodes in order of time, with what they mention and those alike. */
function readEpisodes(listed, nodes) {
  const episodes = listed.episodes.map(record => ({
    id: record.id,
    title: record.title || record.id,
    date: record.date || "",
    names: [],
    related: [],
  }));
  listed.episodes.forEach((record, number) => {
    const episode = episodes[number];
    episode.names = record.names.map(([node, count]) => ({ node: nodes[node], count }));
    episode.names.sort((a, b) => b.count - a.count || b.node.record.rank - a.node.record.rank);
    for (const { node, count } of episode.names) node.episodes.push({ episode, count });
    episode.related = record.related.map(([other, score, shared, words]) => ({
      episode: episodes[other],
      score,
      shared: shared.map(term => listed.terms[term]),
      words: words.map(term => listed.terms[term]),
    }));
  });
  return episodes;
}

function spanOfYears(nodes) {
  const years = [...new Set(nodes.flatMap(node => Object.keys(node.record.years).map(Number)))].sort((a, b) => a - b);
  return years.length ? { first: years[0], last: years[years.length - 1] } : null;
}
