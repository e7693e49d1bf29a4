"""Extractions -> a row for each mention."""

from __future__ import annotations

from typing import Any

from pyspark import StorageLevel
from pyspark.sql import Column, DataFrame
from pyspark.sql import functions as F  # noqa: N812

from comention_spark.extraction import extractions
from comention_spark.unique import unique

#: What is read of an extraction; `schema/extraction.schema.json` describes all of it.
READ = """
episode struct<id string, show string, season int, number int, title string, date string>,
entities array<struct<id string, name string, kind string, url string, discovered boolean>>,
documents array<struct<path string, kind string, sentences array<struct<number int, text string>>,
  mentions array<struct<line int, column int, end_line int, end_column int, time double,
    speaker string, surface string, entity string, evidence array<string>, confidence int,
    segment int, sentence int, turn int>>>>
"""


# An extraction says only of what is discovered that it is.
def _no() -> Column:
    return F.lit(0).cast("boolean")


def mentions(episodes: DataFrame, **options: Any) -> DataFrame:
    """Give a row for each mention, of all kinds of entities.

    ``episodes`` are what :func:`extractions` gives, or the episodes themselves: these are extracted
    with ``options`` and kept on the executors' disks (``persist``), as what follows asks for them
    more than once. Of several extractions of one episode their union counts.

    The columns are those of ``comention mentions --format jsonl``, then the episode's ``show``,
    ``season``, ``number``, ``title`` and ``date``, the ``document_kind``, the ``segment``,
    ``sentence`` and speaker's ``turn`` that windows are made of, and the sentence as ``quote``.
    """
    if "extraction" not in episodes.columns:
        episodes = extractions(episodes, **options).persist(StorageLevel.DISK_ONLY)
    found = unique(episodes, binary=options.get("binary"))
    read = found.select(F.from_json("extraction", READ).alias("it"))
    rows = F.flatten(F.transform(F.col("it.documents"), _of_document))
    return read.select(F.explode(rows).alias("row")).select("row.*")


def _of_document(document: Column) -> Column:
    """Give the mentions of a document with all that belongs to them.

    As one list, for a row that carries lists along copies them for each mention.
    """
    return F.transform(document["mentions"], lambda mention: _row(document, mention))


def _row(document: Column, mention: Column) -> Column:
    episode = F.col("it.episode")
    entity = _found(F.col("it.entities"), "id", mention["entity"])
    sentence = _found(document["sentences"], "number", mention["sentence"])
    return F.struct(
        episode["id"].alias("episode"),
        document["path"].alias("path"),
        *_as_is(mention, "line", "column", "end_line", "end_column", "time", "speaker", "surface"),
        *_as_is(entity, "name", "kind"),
        mention["entity"].alias("entity"),
        entity["url"].alias("url"),
        F.coalesce(entity["discovered"], _no()).alias("discovered"),
        mention["evidence"].alias("evidence"),
        (mention["confidence"] / F.lit(100.0)).alias("confidence"),
        *_as_is(episode, "show", "season", "number", "title", "date"),
        document["kind"].alias("document_kind"),
        *_as_is(mention, "segment", "sentence", "turn"),
        sentence["text"].alias("quote"),
    )


def _found(structs: Column, field: str, value: Column) -> Column:
    """Find the one with this value; ids and numbers stand once in a list."""
    return F.get(structs, (F.array_position(structs[field], value) - 1).cast("int"))


def _as_is(struct: Column, *names: str) -> list[Column]:
    return [struct[name].alias(name) for name in names]
