"""Extractions -> the graph that ``comention graph`` draws."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from pyspark.sql import functions as F  # noqa: N812

from comention_spark.process import answers
from comention_spark.program import find_program

if TYPE_CHECKING:
    from os import PathLike

    from pyspark.sql import DataFrame


def graph_json(
    extractions: DataFrame,
    path: str | PathLike[str],
    *,
    binary: str | None = None,
    arguments: Sequence[str] = (),
) -> None:
    """Write the graph of all extractions to ``path`` on the driver, by its ending in any format.

    The extractions go line by line from the executors through the driver into ``comention graph
    -``; ``arguments`` are its options, such as ``("--window", "sentence")``. It holds them all in
    memory, and so is for as many as one machine draws: communities, rank, quotes and places are
    concluded from the whole. Choose episodes before (``where``), or take the tables of
    :func:`graph`, which have no such limit. Lines may come in any order and twice: the file has
    the same bytes.
    """
    command = [find_program(binary), "graph", "-", "--no-config", "--quiet", "-o", str(path)]
    for _ in answers([*command, *arguments], _lines(extractions)):
        pass


def _lines(extractions: DataFrame) -> Iterator[bytes]:
    good = extractions.where(F.col("extraction").isNotNull()).select("extraction")
    for row in good.toLocalIterator():
        yield row.extraction.encode()
