"""Works out with NetworkX and SciPy what a graph says of itself, and compares to 1e-9.

    check_numbers.py WHOLE.json EXACT.json DISPARITY.json

All of the same texts: the graph with all its edges, and what the two tests leave of it at 0.05.
"""

import json
import math
import sys
import warnings

import networkx
from networkx.algorithms.link_analysis.pagerank_alg import _pagerank_python
from scipy.stats import hypergeom

warnings.simplefilter("error")
NEAR = 1e-9
ALPHA = 0.05
FEASIBLE = 20_000_000


def load(path):
    with open(path, encoding="utf-8") as file:
        return networkx.node_link_graph(json.load(file))


def same(ours, theirs, *what):
    assert math.isclose(ours, theirs, rel_tol=NEAR, abs_tol=NEAR), (*what, ours, theirs)


def counts(graph, one, other):
    windows = [graph.nodes[node]["windows"] for node in (one, other)]
    return graph.graph["windows"], *windows, graph.edges[one, other]["windows"]


def check_weights(graph):
    """Each weight from its definition in the literature, over counts of windows."""
    for one, other, edge in graph.edges(data=True):
        n, a, b, k = counts(graph, one, other)
        pmi = math.log2(k / n) - math.log2(a / n) - math.log2(b / n)
        table = [[k, a - k], [b - k, n - a - b + k]]
        chances = [[a * b / n, a * (n - b) / n], [(n - a) * b / n, (n - a) * (n - b) / n]]
        cells = [(seen, chance) for row in zip(table, chances) for seen, chance in zip(*row)]
        ratio = 2 * sum(seen * math.log(seen / chance) for seen, chance in cells if seen)
        same(edge["count"], k, "count", one, other)
        same(edge["jaccard"], k / (a + b - k), "jaccard", one, other)
        same(edge["cosine"], k / math.sqrt(a * b), "cosine", one, other)
        same(edge["association"], 2**pmi, "association", one, other)
        same(edge["npmi"], -pmi / math.log2(k / n) if k < n else 1, "npmi", one, other)
        same(edge["log_likelihood"], -ratio if k * n < a * b else ratio, "log_likelihood", one, other)


def check_shape(graph):
    """Rank, betweenness, core and modularity; edges have counts as their weight, which are above 0."""
    # The public pagerank() is the same by way of scipy, which stops at a coarser tolerance.
    ranks = _pagerank_python(graph, tol=1e-13, max_iter=1000)
    cores = networkx.core_number(graph)
    # NetworkX would take minutes where the steps are many.
    followed = graph.number_of_nodes() * graph.number_of_edges() <= FEASIBLE
    followed = followed and not graph.graph["betweenness_sampled"]
    between = networkx.betweenness_centrality(graph) if followed else {}
    for node, ours in graph.nodes(data=True):
        same(ours["rank"], ranks[node], "rank", node)
        assert ours["core"] == cores[node], ("core", node, ours["core"], cores[node])
        if followed:
            same(ours["betweenness"], between[node], "betweenness", node)
    communities = {}
    for node, community in graph.nodes(data="community"):
        communities.setdefault(community, set()).add(node)
    listed = {community["number"]: community["size"] for community in graph.graph["communities"]}
    assert listed == {number: len(nodes) for number, nodes in communities.items()}, "communities got lost"
    if graph.number_of_edges():
        modularity = networkx.community.modularity(
            graph, communities.values(), resolution=graph.graph["resolution"]
        )
        same(graph.graph["modularity"], modularity, "modularity")
    for nodes in communities.values():
        assert networkx.is_connected(graph.subgraph(nodes)), "a community falls apart"


def possible_pairs(graph):
    """How many pairs could have been together."""
    episodes = sum(kind == "episode" for _, kind in graph.nodes(data="kind"))
    entities = graph.number_of_nodes() - episodes
    if graph.graph["drawn"] == "both":
        return episodes * entities
    return math.comb(graph.number_of_nodes(), 2)


def check_exact(graph, cut):
    """The hypergeometric test with the procedure of Benjamini and Hochberg over all pairs."""
    chances = {}
    for one, other in graph.edges:
        n, a, b, k = counts(graph, one, other)
        chances[one, other] = hypergeom.sf(k - 1, n, a, b)
    tests = possible_pairs(graph)
    limit = -1
    for place, chance in enumerate(sorted(chances.values()), 1):
        if chance <= ALPHA * place / tests:
            limit = chance
    # What lies within rounding of the limit may fall to either side.
    kept = {edge for edge, chance in chances.items() if chance <= limit * (1 - NEAR)}
    at_most = {edge for edge, chance in chances.items() if chance <= limit * (1 + NEAR)}
    found = {frozenset(edge) for edge in cut.edges}
    assert {frozenset(edge) for edge in kept} <= found <= {frozenset(edge) for edge in at_most}, "exact test"
    assert told(cut) == graph.number_of_edges() - cut.number_of_edges(), "cut in silence"


def check_disparity(graph, cut):
    """The disparity filter; at an end with one edge nothing is surprising."""
    strength = dict(graph.degree(weight="count"))

    def surprise(node, weight):
        share, degree = weight / strength[node], graph.degree(node)
        return (1 - share) ** (degree - 1)

    for one, other, weight in graph.edges(data="count"):
        least = min(surprise(one, weight), surprise(other, weight))
        if abs(least - ALPHA) > NEAR:
            assert cut.has_edge(one, other) == (least < ALPHA), ("disparity", one, other, least)
    assert told(cut) == graph.number_of_edges() - cut.number_of_edges(), "cut in silence"


def told(graph):
    """How many edges the graph says the backbone left out."""
    return sum(cut["edges"] for cut in graph.graph["cut"] if cut["by"] == "backbone")


def check(whole, exact, disparity):
    graph = load(whole)
    check_weights(graph)
    check_shape(graph)
    check_exact(graph, load(exact))
    check_disparity(graph, load(disparity))
    cut = [load(path).number_of_edges() for path in (exact, disparity)]
    print(f"{graph}, {graph.graph['drawn']} by {graph.graph['window']}: as worked out; {cut} edges stand out")


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    check(*sys.argv[1:])
