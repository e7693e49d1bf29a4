"""Mentions -> who is mentioned with whom."""

from __future__ import annotations

from collections.abc import Sequence

from pyspark.sql import DataFrame
from pyspark.sql import functions as F  # noqa: N812

from comention_spark.window import Window

#: A window with more entities is not paired, as in the program: such a list says little.
LARGEST_WINDOW = 2000

#: The kinds that are drawn unless others are asked for.
KINDS = ("project", "person")


def co_mentions(
    mentions: DataFrame, *, window: str = "episode", kinds: Sequence[str] = KINDS
) -> DataFrame:
    """Give for each two entities and each episode in how many of its windows both are mentioned.

    The columns are ``source`` and ``target`` (ids, the lesser first), ``episode``, ``date`` and
    ``windows``. ``window`` is what ``--window`` takes. The mentions are moved once, by episode; the
    pairs of an episode, which are the square of its entities, stay where they are.
    """
    held = windows(mentions, window=window, kinds=kinds)
    first = held.select("*", F.posexplode("entities").alias("at", "source"))
    others = F.slice("entities", F.col("at") + 2, LARGEST_WINDOW)
    pairs = first.select("episode", "date", "source", F.explode(others).alias("target"))
    return (
        pairs.groupBy("episode", "date", "source", "target")
        .agg(F.count("*").alias("windows"))
        .select("source", "target", "episode", "date", "windows")
    )


def windows(mentions: DataFrame, *, window: str, kinds: Sequence[str]) -> DataFrame:
    """Give the windows that hold an entity and are not too large, with the entities of each."""
    chosen = mentions.where(F.col("kind").isin(*kinds))
    spots = chosen.select("episode", "date", *Window.read(window).key(), "entity")
    return (
        spots.repartition("episode")
        .groupBy("episode", "date", "document", "window")
        .agg(F.sort_array(F.collect_set("entity")).alias("entities"))
        .where(F.size("entities") <= LARGEST_WINDOW)
    )
