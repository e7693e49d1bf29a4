"""Measures what comention costs inside Spark, by processor time and not by the clock.

    python measure.py COMENTION EPISODES.jsonl [--times 1 2 4 8] [--executors 1 2] [--until STEP]

EPISODES.jsonl are lines as `comention extract --stdin-episodes` reads them. They are multiplied,
each copy under ids of its own. Executors are processes of one core and 1 GB on this machine
(`local-cluster`). Prints a line for each step: seconds of the clock, processor seconds of the
program, of Python and of the executors' Java, bytes shuffled and rows. Java's seconds hold its
start and compiler.
"""

import argparse
import json
import os
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
from pyspark.sql import DataFrame, SparkSession

from comention_spark import add, co_mentions, graph, mentions

TICKS = os.sysconf("SC_CLK_TCK")
DOCUMENTS = pa.list_(pa.struct([("name", pa.string()), ("text", pa.string())]))
SCHEMA = pa.schema([("id", pa.string()), ("documents", DOCUMENTS)])

#: What is measured, in order.
STEPS = (
    "extract",
    "mentions",
    "pairs by sentence",
    "graph by sentence",
    "pairs by episode",
    "graph by episode",
)

#: So many files and so many partitions, whatever is measured.
FILES = 8


class Meter:
    """Processor seconds of the executors below the driver's Java, and of all that they started.

    Workers of Python come and go, so each process is looked at every second and its last figures
    count. What the program took is in those of the worker that waited for it.
    """

    def __init__(self, driver: int) -> None:
        self.driver = driver
        self.seen: dict[int, tuple[str, float]] = {}
        threading.Thread(target=self._watch, daemon=True).start()

    def _watch(self) -> None:
        while True:
            self.look()
            time.sleep(1)

    def look(self) -> dict[str, float]:
        processes = dict(_processes())
        for number, (name, parent, own, waited) in processes.items():
            above = parent
            while above in processes and above != self.driver:
                above = processes[above][1]
            if above != self.driver:
                continue
            is_java = name == "java"
            if is_java or name.startswith("python"):
                self.seen[number] = ("java" if is_java else "python", own)
            # The daemon above the workers has waited for them, too.
            if name.startswith("python") and processes[parent][0] != "java":
                self.seen[-number] = ("program", waited)
        seconds = dict.fromkeys(("program", "python", "java"), 0.0)
        for kind, used in list(self.seen.values()):
            seconds[kind] += used
        return seconds


def _processes() -> Iterator[tuple[int, tuple[str, int, float, float]]]:
    """Give each process with its name, parent, own seconds and those of children waited for."""
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            text = (folder / "stat").read_text()
        except OSError:
            continue
        name, rest = text[text.index("(") + 1 : text.rindex(")")], text[text.rindex(")") + 2 :]
        fields = rest.split()
        user, system, of_children, system_of_children = (int(it) / TICKS for it in fields[11:15])
        yield (
            int(folder.name),
            (name, int(fields[1]), user + system, of_children + system_of_children),
        )


def shuffled(events: Path) -> int:
    """Sum the bytes that tasks wrote for others, as Spark's event log has them."""
    total = 0
    for log in events.rglob("*"):
        if log.is_file() and not log.name.endswith(".crc"):
            for line in log.read_text().splitlines():
                if line.startswith('{"Event":"SparkListenerTaskEnd"'):
                    metrics = json.loads(line).get("Task Metrics") or {}
                    total += metrics.get("Shuffle Write Metrics", {}).get(
                        "Shuffle Bytes Written", 0
                    )
    return total


def session(executors: int, events: str) -> SparkSession:
    os.environ["PYSPARK_PYTHON"] = sys.executable
    os.environ["SPARK_LOCAL_IP"] = "127.0.0.1"
    builder = SparkSession.builder.master(f"local-cluster[{executors},1,1024]")
    for name, value in {
        "spark.executor.memory": "1g",
        "spark.driver.memory": "1g",
        "spark.ui.enabled": "false",
        "spark.driver.host": "127.0.0.1",
        "spark.network.timeout": "600s",
        "spark.scheduler.maxRegisteredResourcesWaitingTime": "300s",
        "spark.scheduler.minRegisteredResourcesRatio": "1.0",
        "spark.sql.shuffle.partitions": str(FILES),
        "spark.sql.files.openCostInBytes": str(64 << 20),
        "spark.eventLog.enabled": "true",
        "spark.eventLog.compress": "false",
        "spark.eventLog.rolling.enabled": "false",
        "spark.eventLog.dir": f"file://{events}",
    }.items():
        builder = builder.config(name, value)
    return builder.getOrCreate()


def steps(spark: SparkSession, source: str, folder: str) -> Iterator[tuple[str, DataFrame]]:
    """Give what is measured, each a name and a table that is written when it is counted."""
    table = add(spark.read.parquet(source), f"{folder}/extractions", key="id")
    yield "extract", table
    told = mentions(table)
    told.write.mode("overwrite").parquet(f"{folder}/mentions")
    told = spark.read.parquet(f"{folder}/mentions")
    yield "mentions", told
    for window in ("sentence", "episode"):
        pairs = co_mentions(told, window=window)
        pairs.write.format("noop").mode("overwrite").save()
        yield f"pairs by {window}", pairs
        tables = graph(told, window=window, min_episodes=2)
        tables.nodes.write.mode("overwrite").parquet(f"{folder}/nodes")
        tables.edges.write.mode("overwrite").parquet(f"{folder}/edges")
        yield f"graph by {window}", spark.read.parquet(f"{folder}/edges")


def measure(binary: str, source: str, times: int, executors: int, until: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        events = Path(folder) / "events"
        events.mkdir()
        spark = session(executors, str(events))
        spark.sparkContext.addFile(binary)
        meter = Meter(spark.sparkContext._gateway.proc.pid)  # noqa: SLF001
        before, began, moved = meter.look(), time.monotonic(), 0
        for name, table in steps(spark, source, folder):
            rows = table.count() if not name.startswith("pairs") else -1
            now, ended, sent = meter.look(), time.monotonic(), shuffled(events)
            used = {kind: round(now[kind] - before[kind], 1) for kind in now}
            told = [
                times,
                executors,
                name,
                round(ended - began, 1),
                *used.values(),
                sent - moved,
                rows,
            ]
            print(*told, sep="\t", flush=True)
            before, began, moved = now, time.monotonic(), sent
            if name == until:
                break
        size = sum(path.stat().st_size for path in Path(f"{folder}/extractions").rglob("*.parquet"))
        print(times, executors, "bytes of extractions as Parquet", size, sep="\t", flush=True)
        spark.stop()


def multiplied(source: str, times: int, folder: Path) -> None:
    """Write the episodes so many times, as a lake has them, in eight files."""
    folder.mkdir()
    for part in range(FILES):
        rows = []
        with Path(source).open() as lines:
            for number, line in enumerate(lines):
                for copy in range(times):
                    if (number + copy) % FILES == part:
                        documents = json.loads(line)["documents"]
                        rows.append({"id": f"{number}~{copy}", "documents": documents})
        pq.write_table(pa.Table.from_pylist(rows, SCHEMA), folder / f"{part}.parquet")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("binary")
    parser.add_argument("episodes")
    parser.add_argument("--times", type=int, nargs="+", default=[1, 2, 4, 8])
    parser.add_argument("--executors", type=int, nargs="+", default=[2])
    parser.add_argument(
        "--until", choices=STEPS, default=STEPS[-1], help="the last step to measure"
    )
    asked = parser.parse_args()
    print("times\texecutors\tstep\tclock\tprogram\tpython\tjava\tshuffled\trows")
    with tempfile.TemporaryDirectory() as folder:
        for times in asked.times:
            source = Path(folder) / str(times)
            multiplied(asked.episodes, times, source)
            for executors in asked.executors:
                measure(asked.binary, str(source), times, executors, asked.until)


if __name__ == "__main__":
    main()
