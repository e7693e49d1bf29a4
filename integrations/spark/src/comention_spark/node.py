"""What is known of each entity over all episodes."""

from __future__ import annotations

from collections.abc import Sequence

from pyspark.sql import DataFrame
from pyspark.sql import functions as F  # noqa: N812

#: What an episode may say of an entity in its own way.
VERSION = ("discovered", "name", "kind", "url")

#: What orders episodes in time; those with a date come first.
PLACE = ("date", "show", "season", "number", "episode")


def nodes(mentions: DataFrame, held: DataFrame, *, kinds: Sequence[str]) -> DataFrame:
    """Give a row for each entity; ``held`` are the windows with their entities.

    First summed by year and version, where an entity that is in every episode is as small as any
    other one; no list grows with the number of episodes.
    """
    chosen = mentions.where(F.col("kind").isin(*kinds))
    by_episode = chosen.groupBy("entity", *VERSION, *PLACE).agg(F.count("*").alias("mentions"))
    year = F.when(F.col("date").rlike("^[0-9]{4}-"), F.substring("date", 1, 4).cast("int"))
    place = F.struct(F.col("date").isNull().alias("undated"), *PLACE)
    by_year = by_episode.groupBy("entity", *VERSION, year.alias("year")).agg(
        F.count("*").alias("episodes"),
        F.sum("mentions").alias("mentions"),
        F.min(place).alias("first"),
        F.max(F.when(F.col("date").isNotNull(), place)).alias("last_dated"),
        F.max(place).alias("last"),
    )
    facts = by_year.groupBy("entity").agg(
        F.sum("mentions").alias("mentions"),
        F.sum("episodes").alias("episodes"),
        F.min("first").alias("first"),
        F.coalesce(F.max("last_dated"), F.max("last")).alias("last"),
        F.sum(F.when(F.col("year").isNull(), F.col("episodes")).otherwise(0)).alias("undated"),
    )
    windows = held.select(F.explode("entities").alias("entity")).groupBy("entity").count()
    return (
        facts.join(_names(by_year), "entity")
        .join(_years(by_year), "entity", "left")
        .join(windows.withColumnRenamed("count", "windows"), "entity", "left")
        .select(
            F.col("entity").alias("id"),
            *["name", "kind", "url", "discovered", "mentions"],
            F.coalesce("windows", F.lit(0)).alias("windows"),
            "episodes",
            *[F.struct(f"{end}.episode", f"{end}.date").alias(end) for end in ("first", "last")],
            F.coalesce("years", F.create_map().cast("map<int,bigint>")).alias("years"),
            "undated",
        )
    )


def _names(by_year: DataFrame) -> DataFrame:
    """Choose a version: a dictionary's before the texts', then what more episodes say."""
    versions = by_year.groupBy("entity", *VERSION).agg(F.sum("episodes").alias("episodes"))
    order = F.struct((~F.col("discovered")).alias("known"), "episodes", "name", "kind", "url")
    best = versions.groupBy("entity").agg(F.max(order).alias("best"))
    return best.select(
        "entity", "best.name", "best.kind", "best.url", (~F.col("best.known")).alias("discovered")
    )


def _years(by_year: DataFrame) -> DataFrame:
    dated = by_year.where(F.col("year").isNotNull())
    sums = dated.groupBy("entity", "year").agg(F.sum("episodes").alias("episodes"))
    pairs = F.sort_array(F.collect_list(F.struct("year", "episodes")))
    return sums.groupBy("entity").agg(F.map_from_entries(pairs).alias("years"))
