"""Extractions kept as Parquet, so that none is made twice."""

from __future__ import annotations

from collections.abc import Sequence

from pyspark.errors import AnalysisException
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as F  # noqa: N812

from comention_spark.extraction import extract, keyed


def add(  # noqa: PLR0913 - those of `extractions`, and where to keep them
    episodes: DataFrame,
    path: str,
    *,
    key: str | None = None,
    retry: bool = False,
    partition_by: Sequence[str] = ("year",),
    binary: str | None = None,
    dictionaries: Sequence[str] = (),
    arguments: Sequence[str] = (),
) -> DataFrame:
    """Extract the episodes that the table at ``path`` lacks, add them, and give the table.

    An episode is there when its ``key`` is (see :func:`extractions`); one that could not be read is
    there, too, with its ``error``, and is tried again with ``retry``. Spark makes a task's rows
    visible when the job is done, so a run that fails adds nothing and can be repeated. A table is
    of one program and one dictionary: begin another one where these change.

    ``partition_by`` are columns of extractions, or ``year``. There are far more shows than a table
    should have folders.
    """
    spark = episodes.sparkSession
    records = keyed(episodes, key)
    there = _read(spark, path)
    if there is not None:
        done = there.where(F.col("error").isNull()) if retry else there
        # Keys are compared first, so that texts are not moved for it where few are new.
        new = records.select("key").join(done.select("key"), "key", "left_anti").distinct()
        records = records.join(new, "key", "left_semi")
    found = extract(records, binary=binary, dictionaries=dictionaries, arguments=arguments)
    year = F.when(F.col("date").rlike("^[0-9]{4}-"), F.substring("date", 1, 4).cast("int"))
    found.withColumn("year", year).write.partitionBy(*partition_by).mode("append").parquet(path)
    return spark.read.parquet(path)


def _read(spark: SparkSession, path: str) -> DataFrame | None:
    """Read the table; ``None`` where there is none yet."""
    try:
        return spark.read.parquet(path)
    except AnalysisException as error:
        if error.getCondition() in ("PATH_NOT_FOUND", "UNABLE_TO_INFER_SCHEMA"):
            return None
        raise
