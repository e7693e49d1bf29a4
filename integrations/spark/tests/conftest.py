"""A real Spark with executors in processes of their own, one for all tests."""

import json
import os
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pyspark.sql import DataFrame, SparkSession

ROOT = Path(__file__).parents[3]
BINARY = os.environ.get("COMENTION", str(ROOT / "target/release/comention"))
TEXTS = Path(os.environ.get("COMENTION_TEXTS", ROOT / "examples/episodes"))
EPISODE = (
    "id string, show string, number int, date string, "
    "documents array<struct<name:string,text:string>>"
)


@pytest.fixture(scope="session")
def spark() -> Iterator[SparkSession]:
    os.environ["PYSPARK_PYTHON"] = sys.executable
    os.environ["SPARK_LOCAL_IP"] = "127.0.0.1"
    os.environ.pop("COMENTION_BINARY", None)
    builder = SparkSession.builder.master("local-cluster[2,1,1024]").appName("comention tests")
    for name, value in {
        "spark.executor.memory": "1g",
        "spark.driver.memory": "1g",
        "spark.ui.enabled": "false",
        "spark.driver.host": "127.0.0.1",
        "spark.sql.shuffle.partitions": "4",
        # A loaded machine starts executors slowly.
        "spark.scheduler.maxRegisteredResourcesWaitingTime": "120s",
        "spark.network.timeout": "300s",
        # Of an executor that is killed, only one task is lost; a fault of ours comes four times.
        "spark.task.maxFailures": "2",
    }.items():
        builder = builder.config(name, value)
    session = builder.getOrCreate()
    session.sparkContext.addFile(BINARY)
    yield session
    session.stop()


@pytest.fixture(scope="session")
def comention() -> Callable[..., bytes]:
    """Run the program here, in the folder of the texts."""

    def run(*arguments: str, stdin: bytes = b"") -> bytes:
        command = [BINARY, *arguments, "--quiet", "--no-config"]
        done = subprocess.run(command, input=stdin, capture_output=True, check=True, cwd=TEXTS)
        return done.stdout

    return run


@pytest.fixture(scope="session")
def records(comention: Callable[..., bytes]) -> list[dict]:
    """Give the episodes of the texts as a lake would have them; twins that are left out are too."""
    inspected = [
        json.loads(line) for line in comention("inspect", ".", "--format", "jsonl").splitlines()
    ]
    by_path = {text["path"]: text["episode"] for text in inspected}
    episodes: dict[str, list[dict]] = {}
    for text in inspected:
        episode = text["episode"] or by_path[text["skipped"][-1]["message"].split("`")[1]]
        content = (TEXTS / text["path"]).read_bytes().decode()
        episodes.setdefault(episode, []).append({"name": text["path"], "text": content})
    return [{"documents": documents} for _, documents in sorted(episodes.items())]


@pytest.fixture(scope="session")
def episodes(spark: SparkSession, records: list[dict]) -> DataFrame:
    return rows(spark, records, 4)


def rows(spark: SparkSession, records: list[dict], partitions: int) -> DataFrame:
    """Give records as rows, so many to a partition."""
    lines = spark.sparkContext.parallelize([json.dumps(record) for record in records], partitions)
    return spark.read.schema(EPISODE).json(lines)


@pytest.fixture
def script(tmp_path: Path) -> Callable[[str], str]:
    """Write a program of a few lines of shell that stands in for comention."""

    def write(lines: str) -> str:
        path = tmp_path / "stand-in"
        path.write_text(f"#!/bin/sh\n{lines}\n")
        path.chmod(path.stat().st_mode | stat.S_IXUSR)
        return str(path)

    return write
