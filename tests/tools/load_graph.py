"""Loads a graph as its readers would and checks that nothing got lost.

    load_graph.py GRAPH.json SCHEMA.json
"""

import json
import sys
import warnings

import jsonschema
import networkx
from networkx.algorithms.link_analysis.pagerank_alg import _pagerank_python

warnings.simplefilter("error")


def check(path, schema_path):
    with open(path, encoding="utf-8") as file:
        data = json.load(file)
    with open(schema_path, encoding="utf-8") as file:
        schema = json.load(file)
    jsonschema.Draft202012Validator.check_schema(schema)
    # Of a large graph a part: checking all of it would take minutes.
    part = data | {"nodes": data["nodes"][:1000], "edges": data["edges"][:1000]}
    jsonschema.Draft202012Validator(schema).validate(part)

    graph = networkx.node_link_graph(data)
    info = graph.graph
    assert type(graph) is networkx.Graph, type(graph)
    assert graph.number_of_nodes() == len(data["nodes"]) == info["nodes"], "nodes got lost"
    assert graph.number_of_edges() == len(data["edges"]) == info["edges"], "edges got lost"
    for edge in data["edges"]:
        loaded = graph.edges[edge["source"], edge["target"]]
        assert loaded["weight"] == edge["weight"] == loaded[info["weights"][0]], edge
        assert 1 <= loaded["episodes"] <= loaded["windows"], edge
    for node, loaded in graph.nodes(data=True):
        # An edge to a node that is not listed would have made a node without a name.
        assert loaded["name"] and loaded["mentions"] >= loaded["episodes"] >= 1, node
    check_numbers(graph)
    print(f"{path}: {graph}, loaded by networkx {networkx.__version__}")


def check_numbers(graph):
    """Ranks and modularity are what networkx makes of the same graph."""
    weights = [weight for _, _, weight in graph.edges(data="weight")]
    if not weights or min(weights) <= 0:
        return  # Edges below chance are not followed; networkx would refuse them.
    # The public pagerank() is the same by way of scipy.
    ranks = _pagerank_python(graph, tol=1e-13, max_iter=1000)
    for node, rank in graph.nodes(data="rank"):
        assert abs(rank - ranks[node]) < 1e-9, (node, rank, ranks[node])
    communities = {}
    for node, community in graph.nodes(data="community"):
        communities.setdefault(community, set()).add(node)
    assert len(communities) == graph.graph["communities"], "communities got lost"
    modularity = networkx.community.modularity(graph, communities.values())
    assert abs(modularity - graph.graph["modularity"]) < 1e-9, modularity


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    check(*sys.argv[1:])
