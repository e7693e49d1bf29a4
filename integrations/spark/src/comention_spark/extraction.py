"""Episodes -> extractions, one process of the program for each partition."""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import chain

import pyarrow as pa
from pyspark.sql import Column, DataFrame
from pyspark.sql import functions as F  # noqa: N812 - as all of Spark's users write it
from pyspark.sql.types import StringType

from comention_spark.process import ComentionError, answers
from comention_spark.program import find_file, find_program

#: What `schema/episode.schema.json` says of an episode; other columns are passed over.
FIELDS = (
    "id",
    "show",
    "season",
    "number",
    "title",
    "date",
    "hosts",
    "guests",
    "tags",
    "documents",
)

#: The columns of extractions; `error` says why an episode has none.
SCHEMA = "key string, episode string, show string, date string, extraction string, error string"

#: Rows are handed to Spark when they are so many bytes, or so many.
BATCH_BYTES = 8 << 20
BATCH_ROWS = 512

#: How an extraction begins; the episode's object follows.
BEGINNING = '{"comention":1,"episode":'

#: What stands for no text: it is answered, as every line is.
NOTHING = b"{}"


def extractions(
    episodes: DataFrame,
    *,
    key: str | None = None,
    binary: str | None = None,
    dictionaries: Sequence[str] = (),
    arguments: Sequence[str] = (),
) -> DataFrame:
    """Give each episode's extraction, as ``comention extract`` writes it, or why there is none.

    ``episodes`` has the columns of ``schema/episode.schema.json`` (at least ``documents``), or one
    column ``value`` with such objects as JSON, as ``spark.read.text`` gives them. ``key`` names the
    column that tells episodes apart in :func:`add`; without one it is a hash of what the episode
    holds, so that one that has changed is another. ``binary`` is the program (see
    :mod:`comention_spark.program`), ``dictionaries`` are tables of names, ``arguments`` whatever
    else ``comention extract`` takes.

    Costs what the program costs; order and partitions stay. It is found anew each time it is used:
    keep it with :func:`add`, ``persist`` or ``checkpoint`` before using it twice.
    """
    return extract(
        keyed(episodes, key), binary=binary, dictionaries=dictionaries, arguments=arguments
    )


def keyed(episodes: DataFrame, key: str | None) -> DataFrame:
    """Give each episode's ``key``, and the ``record`` that the program reads."""
    record = _record(episodes)
    told = F.sha2(record, 256) if key is None else F.col(key).cast(StringType())
    return episodes.select(told.alias("key"), record.alias("record"))


def extract(
    records: DataFrame, *, binary: str | None, dictionaries: Sequence[str], arguments: Sequence[str]
) -> DataFrame:
    """Extract what :func:`keyed` gave."""
    find = partial(
        _extract, binary=binary, dictionaries=tuple(dictionaries), arguments=tuple(arguments)
    )
    return records.mapInArrow(find, SCHEMA)


def _record(episodes: DataFrame) -> Column:
    """Give the episode as a line of JSON."""
    if "documents" in episodes.columns:
        return F.to_json(F.struct(*[name for name in FIELDS if name in episodes.columns]))
    if "value" in episodes.columns:
        return F.col("value")
    message = (
        "episodes need a column `documents`, a list of structs with `name` and `text` or "
        f"`segments`, or one of JSON named `value`; these are {', '.join(episodes.columns)}"
    )
    raise ValueError(message)


def _extract(
    batches: Iterator[pa.RecordBatch],
    *,
    binary: str | None,
    dictionaries: tuple[str, ...],
    arguments: tuple[str, ...],
) -> Iterator[pa.RecordBatch]:
    """Extract a partition; of one without rows nothing is started."""
    full = (batch for batch in batches if batch.num_rows > 0)
    first = next(full, None)
    if first is None:
        return
    command = [find_program(binary), "extract", "--stdin-episodes", "--threads", "1", "--no-config"]
    for name in dictionaries:
        command += ["--dictionary", find_file(name)]
    command += arguments
    keys: deque[str | None] = deque()
    rows = _Rows()
    for answer in answers(command, _lines(chain([first], full), keys)):
        rows.add(keys.popleft(), answer)
        if rows.are_enough():
            yield rows.take()
    if keys:
        message = f"the program left {len(keys)} lines without an answer"
        raise ComentionError(message)
    if rows.count:
        yield rows.take()


def _lines(batches: Iterable[pa.RecordBatch], keys: deque[str | None]) -> Iterator[bytes]:
    """Give the lines to be answered; a line's key is there before its answer can be."""
    for batch in batches:
        for key, record in zip(batch.column(0), batch.column(1), strict=True):
            keys.append(key.as_py())
            # Line ends between the fields of JSON are blanks; within texts they are escaped.
            line = (record.as_py() or "").replace("\r", " ").replace("\n", " ").strip()
            yield line.encode("utf-8", "replace") or NOTHING


class _Rows:
    """Answers on their way to Spark."""

    def __init__(self) -> None:
        self.start()

    def start(self) -> None:
        self.columns: list[list[str | None]] = [[] for _ in SCHEMA.split(",")]
        self.bytes = 0
        self.count = 0

    def add(self, key: str | None, answer: bytes) -> None:
        for column, value in zip(self.columns, _row(key, answer.decode("utf-8")), strict=True):
            column.append(value)
        self.bytes += len(answer)
        self.count += 1

    def are_enough(self) -> bool:
        return self.bytes >= BATCH_BYTES or self.count >= BATCH_ROWS

    def take(self) -> pa.RecordBatch:
        names = [column.split()[0] for column in SCHEMA.split(",")]
        columns = [pa.array(column, pa.string()) for column in self.columns]
        self.start()
        return pa.RecordBatch.from_arrays(columns, names)


def _row(key: str | None, answer: str) -> tuple[str | None, ...]:
    if answer.startswith(BEGINNING):
        return key, *read_episode(answer), answer, None
    bad = json.loads(answer)
    return key, bad.get("id"), None, None, None, bad["error"]


def read_episode(line: str) -> tuple[str, str | None, str | None]:
    """Read id, show and date; of an extraction only the beginning is looked at."""
    episode, _ = json.JSONDecoder().raw_decode(line, len(BEGINNING))
    return episode["id"], episode.get("show"), episode.get("date")
