"""Loads a graph as its readers would and checks that nothing got lost.

    load_graph.py GRAPH.json SCHEMA.json
"""

import json
import sys
import warnings

import jsonschema
import networkx

warnings.simplefilter("error")


def check(path, schema_path):
    with open(path, encoding="utf-8") as file:
        data = json.load(file)
    with open(schema_path, encoding="utf-8") as file:
        schema = json.load(file)
    jsonschema.Draft202012Validator.check_schema(schema)
    # Of a large graph a part: checking all of it would take minutes.
    head = data["graph"] | {"quotes": data["graph"]["quotes"][:1000]}
    part = data | {"graph": head, "nodes": data["nodes"][:1000], "edges": data["edges"][:1000]}
    jsonschema.Draft202012Validator(schema).validate(part)

    graph = networkx.node_link_graph(data)
    info = graph.graph
    assert type(graph) is networkx.Graph, type(graph)
    assert graph.number_of_nodes() == len(data["nodes"]) == info["nodes"], "nodes got lost"
    assert graph.number_of_edges() == len(data["edges"]) == info["edges"], "edges got lost"
    for edge in data["edges"]:
        loaded = graph.edges[edge["source"], edge["target"]]
        assert loaded["weight"] == edge["weight"] == loaded[info["weights"][0]], edge
        assert loaded["episodes"] >= 1 <= loaded["windows"], edge
    for node, loaded in graph.nodes(data=True):
        # An edge to a node that is not listed would have made a node without a name.
        assert loaded["name"] and loaded["mentions"] >= loaded["episodes"] >= 1, node
    check_quotes(graph)
    print(f"{path}: {graph}, loaded by networkx {networkx.__version__}")


def check_quotes(graph):
    """Each quote is there under its number, and quoted."""
    quoted = set()
    holders = [data for _, data in graph.nodes(data=True)] + [data for _, _, data in graph.edges(data=True)]
    for data in holders:
        assert len(data["quotes"]) <= graph.graph["quotes_each"], data
        quoted.update(graph.graph["quotes"][place]["episode"] and place for place in data["quotes"])
    assert quoted == set(range(len(graph.graph["quotes"]))), "quotes got lost"


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    check(*sys.argv[1:])
