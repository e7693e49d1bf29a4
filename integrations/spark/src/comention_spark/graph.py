"""Mentions -> nodes and edges, as tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pyspark.sql import DataFrame
from pyspark.sql import functions as F  # noqa: N812

from comention_spark.node import nodes
from comention_spark.pair import KINDS, co_mentions, windows
from comention_spark.weight import WEIGHTS

__all__ = ["WEIGHTS", "Graph", "graph"]


@dataclass(frozen=True)
class Graph:
    """A graph as two tables, in no order.

    ``nodes`` has ``id``, ``name``, ``kind``, ``url``, ``discovered``, ``mentions``, ``windows``,
    ``episodes``, ``first`` and ``last`` (episode and date), ``years`` (year to episodes) and
    ``undated``; ``edges`` has ``source``, ``target``, ``episodes``, ``windows``, ``weight`` (the
    first one asked for), each weight under its name, ``first_year`` and ``last_year``. They hold
    what the JSON graph holds under these names, which ``schema/graph.schema.json`` explains.
    """

    nodes: DataFrame
    edges: DataFrame


def graph(  # noqa: PLR0913 - as many as there are choices
    mentions: DataFrame,
    *,
    window: str = "episode",
    kinds: Sequence[str] = KINDS,
    weights: Sequence[str] = ("count",),
    min_episodes: int = 1,
    top: int | None = None,
) -> Graph:
    """Count and weigh who is mentioned with whom.

    The options mean what those of ``comention graph`` mean. Entities in fewer than ``min_episodes``
    are left out, then all but the ``top`` ones. Communities, rank and places are concluded from
    the whole graph at once: :func:`graph_json` has them.

    Both tables come from ``mentions``, and each run over one of them counts again: keep mentions
    that are dear (``persist``, or a table).
    """
    unknown = [name for name in weights if name not in WEIGHTS]
    if unknown or not weights:
        message = f"unknown weight `{'`, `'.join(unknown)}`\nhint: weights are {', '.join(WEIGHTS)}"
        raise ValueError(message)
    held = windows(mentions, window=window, kinds=kinds)
    kept = nodes(mentions, held, kinds=kinds).where(F.col("episodes") >= min_episodes)
    if top is not None:
        kept = kept.orderBy(F.desc("episodes"), F.desc("mentions"), "id").limit(top)
    pairs = co_mentions(mentions, window=window, kinds=kinds)
    everything = min_episodes <= 1 and top is None
    return Graph(kept, _edges(pairs, held, None if everything else kept, weights))


def _edges(
    pairs: DataFrame, held: DataFrame, kept: DataFrame | None, weights: Sequence[str]
) -> DataFrame:
    """Sum over episodes and weigh; a hub's many pairs are summed where they are, then moved."""
    if kept is not None:
        for end in ("source", "target"):
            pairs = pairs.join(kept.select(F.col("id").alias(end)), end, "left_semi")
    year = F.when(F.col("date").rlike("^[0-9]{4}-"), F.substring("date", 1, 4).cast("int"))
    edges = pairs.groupBy("source", "target").agg(
        F.count("*").alias("episodes"),
        F.sum("windows").alias("windows"),
        F.min(year).alias("first_year"),
        F.max(year).alias("last_year"),
    )
    holding = held.select(F.explode("entities").alias("id")).groupBy("id").count()
    for end in ("source", "target"):
        of_end = holding.select(F.col("id").alias(end), F.col("count").alias(f"of_{end}"))
        edges = edges.join(of_end, end)
    edges = edges.crossJoin(F.broadcast(held.agg(F.count("*").alias("of_all"))))
    counts = [
        F.col(name).cast("double") for name in ("of_all", "of_source", "of_target", "windows")
    ]
    weighed = {name: WEIGHTS[name](*counts) for name in weights}
    return edges.select(
        "source",
        "target",
        "episodes",
        "windows",
        weighed[weights[0]].alias("weight"),
        *[weight.alias(name) for name, weight in weighed.items()],
        "first_year",
        "last_year",
    )
