// Loads exported graphs with the libraries of JavaScript that they are for, and tells what they hold.
//
//     node load_json.mjs FILE...
//
// The ending of a file says which library reads it. Prints one line of JSON a file.

import { readFileSync } from "node:fs";
import cytoscape from "cytoscape";
import graphology from "graphology";
import gexf from "graphology-gexf";
import graphml from "graphology-graphml";

const { Graph, UndirectedGraph } = graphology;

/** What a graph of graphology holds. */
function held(graph) {
  if (graph.type !== "undirected" || graph.multi) throw new Error(`it became ${graph.type}`);
  const nodes = graph.mapNodes((key, attributes) => attributes.label);
  const edges = graph.mapEdges((key, { weight }, source, target) => [
    graph.getNodeAttribute(source, "label"),
    graph.getNodeAttribute(target, "label"),
    weight,
  ]);
  return { nodes, edges };
}

/** Sigma draws a node at numbers only, and takes `type` for the name of a way to draw. */
function drawable(graph) {
  graph.forEachNode((key, { x, y, size, color, type }) => {
    if (![x, y, size].every(Number.isFinite) || !/^(#[0-9a-f]{6}|rgb\(\d+,\d+,\d+\))$/.test(color) || type !== undefined) {
      throw new Error(`sigma would not draw ${key}`);
    }
  });
  return graph;
}

const readers = {
  "graphology.json": (text) => held(drawable(Graph.from(JSON.parse(text)))),
  gexf: (text) => held(drawable(gexf.parse(UndirectedGraph, text))),
  graphml: (text) => held(graphml.parse(UndirectedGraph, text)),
  cyjs: (text) => {
    const graph = cytoscape({ headless: true, ...JSON.parse(text) });
    const name = (node) => node.data("name");
    graph.nodes().forEach((node) => {
      const { x, y } = node.position();
      if (![x, y].every(Number.isFinite) || node.isChild()) throw new Error(`${node.id()} is misplaced`);
    });
    return {
      nodes: graph.nodes().map(name),
      edges: graph.edges().map((edge) => [name(edge.source()), name(edge.target()), edge.data("weight")]),
    };
  },
};

for (const path of process.argv.slice(2)) {
  const ending = Object.keys(readers).find((ending) => path.endsWith(`.${ending}`));
  try {
    const { nodes, edges } = readers[ending](readFileSync(path, "utf8"));
    console.log(JSON.stringify({ path, nodes, edges }));
  } catch (error) {
    console.error(`${path}: ${error.message}`);
    process.exitCode = 1;
  }
}
