"""Episodes -> extractions on executors, and all that may go wrong on the way."""

import json
import os
import threading
import time
from pathlib import Path

import pytest
from conftest import BINARY, rows
from pyspark.errors import PythonException

from comention_spark import add, extractions, mentions
from comention_spark.unique import unique


def lines(frame) -> list[str]:
    return sorted(row.extraction for row in frame.select("extraction").collect())


@pytest.fixture(scope="module")
def expected(comention) -> list[str]:
    return sorted(comention("extract", ".").decode().splitlines())


def test_executors_give_the_bytes_that_files_give(episodes, expected) -> None:
    found = extractions(episodes)
    assert lines(found) == expected
    row = found.orderBy("episode").first()
    assert row.episode == json.loads(row.extraction)["episode"]["id"]
    assert (len(row.key), row.error) == (64, None)


def test_a_poisoned_episode_is_a_row_with_its_error(spark, records, expected) -> None:
    poison = [{"id": "poison", "documents": [{"name": "x.txt", "text": "\0\1\2"}]}, {"id": "empty"}]
    found = extractions(rows(spark, [poison[0], *records, poison[1]], 3)).collect()
    errors = [(row.episode, row.error.splitlines()[0]) for row in found if row.error]
    assert errors == [
        ("poison", "binary file"),
        (None, "no episode: missing field `documents`, at column 14"),
    ]
    assert sorted(row.extraction for row in found if row.extraction) == expected


def test_partitions_of_nothing_start_no_program(spark, records, expected) -> None:
    assert lines(extractions(rows(spark, records, 3).repartition(40))) == expected
    nobody = rows(spark, records, 2).where("false")
    assert extractions(nobody, binary="/nowhere/at/all").collect() == []


def test_json_as_text_is_read_too(spark, records, expected) -> None:
    texts = spark.createDataFrame(
        [(json.dumps(record, indent=1),) for record in records], "value string"
    )
    assert lines(extractions(texts)) == expected
    with pytest.raises(ValueError, match="episodes need a column `documents`"):
        extractions(spark.range(1))


def test_a_missing_program_fails_with_what_to_do(episodes) -> None:
    with pytest.raises(
        PythonException, match=r"there is no program `/nowhere/it`(.|\n)*hint: send it along"
    ):
        extractions(episodes, binary="/nowhere/it").collect()


def test_a_failing_program_fails_the_task_with_what_it_said(episodes, script) -> None:
    program = script("read line; echo 'error: the table is broken' >&2; exit 2")
    with pytest.raises(
        PythonException, match=r"ended with code 2:(.|\n)*error: the table is broken"
    ):
        extractions(episodes, binary=program).collect()


def test_names_of_ones_own_are_sent_along(spark, tmp_path) -> None:
    table = tmp_path / "names.tsv"
    table.write_text("name\tkind\nZyxelian Flummox\tproject\n")
    spark.sparkContext.addFile(str(table))
    said = {"documents": [{"name": "a/1.txt", "text": "We moved to Zyxelian Flummox."}]}
    found = mentions(rows(spark, [said], 1), dictionaries=["names.tsv"]).first()
    assert (found.entity, found.discovered) == ("project:zyxelian-flummox", False)


def test_a_duplicate_episode_counts_once(spark, records) -> None:
    twice = extractions(rows(spark, [*records, *records[:3]], 3)).persist()
    assert twice.count() == len(records) + 3
    again = mentions(twice)
    assert again.count() == mentions(extractions(rows(spark, records, 2))).count()


def test_two_texts_of_one_episode_are_united(spark, comention) -> None:
    said = [("a/1.txt", "We moved to AnyIO."), ("b/1.md", "We moved to Sanic."), ("c.txt", "No.")]
    documents = [[{"name": name, "text": text}] for name, text in said]
    both = [{"id": number, "documents": it} for number, it in zip("112", documents, strict=True)]
    found = extractions(rows(spark, both, 3))
    united = comention("extract", "-", stdin="\n".join(lines(found)).encode()).decode()
    assert lines(unique(found)) == united.splitlines()
    assert len(lines(found)) == 3
    assert len(united.splitlines()) == 2


def executor_of(marker: Path) -> int:
    """Find the executor's process above the program that left its number in a file."""
    number = int(marker.read_text())
    while True:
        status = Path(f"/proc/{number}/stat").read_text()
        name, rest = status[: status.rindex(")")].split("(", 1)[1], status[status.rindex(")") + 2 :]
        if name == "java":
            return number
        number = int(rest.split()[1])


def test_an_executor_killed_in_mid_run_changes_nothing(
    episodes, expected, script, tmp_path
) -> None:
    marker = tmp_path / "started"
    # Who comes first leaves its number and waits to be killed; whoever comes then does the work.
    program = script(
        f"if mkdir {tmp_path}/first 2>/dev/null; then echo $$ > {marker}; sleep 60; fi\n"
        f'exec {BINARY} "$@"'
    )
    killed = []

    def kill() -> None:
        while not (marker.exists() and marker.read_text().strip()):
            time.sleep(0.1)
        killed.append(executor_of(marker))
        os.kill(killed[0], 9)

    killer = threading.Thread(target=kill)
    killer.start()
    table = add(episodes, str(tmp_path / "table"), binary=program)
    killer.join()
    assert killed
    assert lines(table) == expected


def test_a_second_run_adds_what_is_new(spark, records, expected, script, tmp_path) -> None:
    path = str(tmp_path / "table")
    bad = {"id": "bad", "documents": []}
    add(rows(spark, [*records[:2], bad], 2), path)
    counting = script(f'tee -a {tmp_path}/seen | {BINARY} "$@"')
    table = add(rows(spark, [*records, bad], 3), path, binary=counting)
    assert len((tmp_path / "seen").read_text().splitlines()) == len(records) - 2
    assert lines(table.where("error is null")) == expected
    assert table.where("error is not null").count() == 1
    assert any(Path(path).glob("year=*/*.parquet"))
    add(rows(spark, [*records, bad], 3), path, retry=True)
    assert table.sparkSession.read.parquet(path).count() == len(records) + 2
