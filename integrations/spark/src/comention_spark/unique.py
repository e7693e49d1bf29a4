"""Of several extractions of one episode, the one that all of them make together.

An episode may have been extracted twice: it stood twice in the lake, a feed and a transcript came
at different times, or a run was repeated. What the union is, the program says: merging is its law
(associative, commutative, idempotent), and a second version of it here would come apart from it.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import chain

import pyarrow as pa
from pyspark.sql import DataFrame
from pyspark.sql import functions as F  # noqa: N812

from comention_spark.extraction import BEGINNING, read_episode
from comention_spark.process import ComentionError, answers
from comention_spark.program import find_program

COLUMNS = ("episode", "show", "date", "extraction")
SCHEMA = ", ".join(f"{name} string" for name in COLUMNS)


def unique(extractions: DataFrame, *, binary: str | None = None) -> DataFrame:
    """Give one extraction for each episode; those that could not be read are left out.

    Only episodes that stand there more than once are moved between machines and go through the
    program; to find them, the column ``episode`` is counted. Their ids go to every executor: some
    million are no burden (100 MB), far more are (drop duplicates of the episodes first).
    """
    good = extractions.where(F.col("extraction").isNotNull()).select(*COLUMNS)
    twice = F.broadcast(good.groupBy("episode").count().where("count > 1").select("episode"))
    once = good.join(twice, "episode", "left_anti").select(*COLUMNS)
    several = good.join(twice, "episode", "left_semi").select("episode", "extraction")
    together = several.repartition("episode")
    return once.unionByName(together.mapInArrow(partial(_merge, binary=binary), SCHEMA))


def _merge(batches: Iterator[pa.RecordBatch], *, binary: str | None) -> Iterator[pa.RecordBatch]:
    """Merge the extractions of a partition, all of an episode's among them."""
    lines = (line.as_py().encode() for batch in batches for line in batch.column(1))
    first = next(lines, None)
    if first is None:
        return
    command = [find_program(binary), "extract", "-", "--threads", "1", "--no-config", "--quiet"]
    for answer in answers(command, chain([first], lines)):
        line = answer.decode()
        if not line.startswith(BEGINNING):
            message = f"no extraction: {line[:100]}"
            raise ComentionError(message)
        row = [pa.array([value], pa.string()) for value in (*read_episode(line), line)]
        yield pa.RecordBatch.from_arrays(row, list(COLUMNS))
