"""Runs comention inside Apache Spark: episodes in, mentions, co-mentions and graphs out.

The program itself finds the mentions, one process for each partition; Spark spreads, keeps,
counts and joins. The functions, in the order of their use:

1. :func:`extractions`: episodes -> one extraction for each, as the program writes it.
   :func:`add` keeps them as Parquet and leaves out what is there already.
2. :func:`mentions`: a row for each mention.
3. :func:`co_mentions`: who is mentioned with whom, within which window, by episode.
4. :func:`graph`: nodes and edges with weights, as tables.
5. :func:`graph_json`: the graph that ``comention graph`` draws, to the byte.
"""

from comention_spark.extraction import extractions
from comention_spark.graph import WEIGHTS, Graph, graph
from comention_spark.json_graph import graph_json
from comention_spark.mention import mentions
from comention_spark.pair import co_mentions
from comention_spark.process import ComentionError
from comention_spark.store import add

__all__ = [
    "WEIGHTS",
    "ComentionError",
    "Graph",
    "add",
    "co_mentions",
    "extractions",
    "graph",
    "graph_json",
    "mentions",
]
