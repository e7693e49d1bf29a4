"""Measures what comention costs inside Spark, by processor time and not by the clock.

    python measure.py COMENTION EPISODES.jsonl [--times 1 2 4 8] [--executors 1 2]

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
import time
from collections.abc import Iterator
from pathlib import Path

from pyspark.sql import DataFrame, SparkSession

from comention_spark import add, co_mentions, graph, mentions

TICKS = os.sysconf("SC_CLK_TCK")
SCHEMA = "id string, show string, documents array<struct<name:string,text:string>>, copy int"


def processor_seconds(driver: int) -> dict[str, float]:
    """Sum over the executors below the driver's Java and all that they started."""
    seconds = dict.fromkeys(("program", "python", "java"), 0.0)
    parents, status = {}, {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            text = (folder / "stat").read_text()
        except OSError:
            continue
        name, rest = (
            text[text.index("(") + 1 : text.rindex(")")],
            text[text.rindex(")") + 2 :].split(),
        )
        parents[int(folder.name)] = int(rest[1])
        status[int(folder.name)] = name, [int(value) / TICKS for value in rest[11:15]]
    for number, (name, (user, system, child_user, child_system)) in status.items():
        above, ancestors = number, []
        while above in parents:
            ancestors.append(above)
            above = parents[above]
        if driver not in ancestors or number == driver:
            continue
        if name == "java":
            seconds["java"] += user + system
        elif name.startswith("comention"):
            seconds["program"] += user + system
        else:
            seconds["python"] += user + system
            # Workers wait for the program only; the daemon for workers that have ended.
            seconds["program"] += child_user + child_system
    return seconds


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
        "spark.sql.shuffle.partitions": "8",
        "spark.eventLog.enabled": "true",
        "spark.eventLog.compress": "false",
        "spark.eventLog.rolling.enabled": "false",
        "spark.eventLog.dir": f"file://{events}",
    }.items():
        builder = builder.config(name, value)
    return builder.getOrCreate()


def steps(
    spark: SparkSession, source: str, times: int, folder: str
) -> Iterator[tuple[str, DataFrame]]:
    """Give what is measured, each a name and a table that is written when it is counted."""
    episodes = spark.read.schema(SCHEMA).json(source).where(f"copy < {times}").repartition(8)
    records = f"{folder}/records"
    episodes.write.mode("overwrite").parquet(records)
    yield "read", spark.read.parquet(records)
    table = add(spark.read.parquet(records), f"{folder}/extractions", key="id")
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


def measure(binary: str, source: str, times: int, executors: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        events = Path(folder) / "events"
        events.mkdir()
        spark = session(executors, str(events))
        spark.sparkContext.addFile(binary)
        driver = spark.sparkContext._gateway.proc.pid  # noqa: SLF001
        before, began, moved = processor_seconds(driver), time.monotonic(), 0
        for name, table in steps(spark, source, times, folder):
            rows = table.count() if not name.startswith("pairs") else -1
            now, ended, sent = processor_seconds(driver), time.monotonic(), shuffled(events)
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
        size = sum(path.stat().st_size for path in Path(f"{folder}/extractions").rglob("*.parquet"))
        print(times, executors, "bytes of extractions as Parquet", size, sep="\t", flush=True)
        spark.stop()


def multiplied(source: str, times: int, target: Path) -> None:
    with Path(source).open() as lines, target.open("w") as out:
        for number, line in enumerate(lines):
            record = json.loads(line)
            for copy in range(times):
                ids = {"id": f"{number}~{copy}", "copy": copy}
                out.write(json.dumps(record | ids, ensure_ascii=False) + "\n")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("binary")
    parser.add_argument("episodes")
    parser.add_argument("--times", type=int, nargs="+", default=[1, 2, 4, 8])
    parser.add_argument("--executors", type=int, nargs="+", default=[2])
    asked = parser.parse_args()
    print("times\texecutors\tstep\tclock\tprogram\tpython\tjava\tshuffled\trows")
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "episodes.jsonl"
        multiplied(asked.episodes, max(asked.times), source)
        for executors in asked.executors:
            for times in asked.times:
                measure(asked.binary, str(source), times, executors)


if __name__ == "__main__":
    main()
