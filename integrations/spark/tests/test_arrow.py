"""Arrow's rows, where the program is built to write them, are those that Spark makes of lines."""

import json
import subprocess

import pyarrow as pa
import pytest
from conftest import BINARY

from comention_spark import extractions, mentions


def test_rows_of_arrow_are_rows_of_mentions(records, episodes) -> None:
    lines = "".join(json.dumps(record) + "\n" for record in [*records, {"id": "bad"}])
    command = [BINARY, "extract", "--stdin-episodes", "--format", "arrow", "--quiet"]
    done = subprocess.run(command, input=lines.encode(), capture_output=True, check=False)
    if b"built without Arrow" in done.stderr:
        pytest.skip("this program was built without Arrow")
    assert done.returncode == 1
    stream = pa.ipc.open_stream(done.stdout).read_all().to_pylist()
    told = mentions(extractions(episodes))
    order = ["episode", "path", "line", "column", "entity"]
    rows = [row.asDict() for row in told.orderBy(*order).collect()]
    of_arrow = [{name: row[name] for name in told.columns} for row in stream if not row["error"]]
    assert sorted(of_arrow, key=lambda row: [row[name] for name in order]) == rows
    bad = [(row["input"], row["entity"]) for row in stream if row["error"]]
    assert bad == [(len(records) + 1, None)]
