"""One run of the program, without Spark."""

import os
import sys
from itertools import islice

import pytest

from comention_spark.process import ComentionError, answers
from comention_spark.program import find_program


def test_more_than_pipes_hold_goes_both_ways() -> None:
    lines = [b"x" * 100_000 + str(number).encode() for number in range(200)]
    assert list(answers(["cat"], lines)) == lines


def test_a_program_that_answers_late_and_talks_much_does_not_block() -> None:
    program = (
        "import sys; lines = sys.stdin.readlines(); "
        "sys.stderr.write('e' * 999_999); print(len(lines))"
    )
    assert list(answers([sys.executable, "-c", program], [b"x" * 1000] * 2000)) == [b"2000"]


def test_bad_lines_are_no_failure_and_other_codes_are(script) -> None:
    assert list(answers([script("cat; exit 1")], [b"a"])) == [b"a"]
    with pytest.raises(ComentionError, match="ended with code 2:\nerror: no such table"):
        list(answers([script("cat; echo 'error: no such table' >&2; exit 2")], [b"a"]))
    with pytest.raises(ComentionError, match="ended by signal 9:\nit said nothing"):
        list(answers([script("kill -9 $$")], [b"a"]))


def test_the_cause_is_told_and_not_the_pipe_it_broke(script) -> None:
    with pytest.raises(ComentionError, match="ended with code 3:\nbroken"):
        list(answers([script("echo broken >&2; exit 3")], [b"x" * 100_000] * 50))
    with pytest.raises(ComentionError, match="stopped reading before the end"):
        list(answers([script("exec 0<&-; exit 0")], [b"x" * 100_000] * 50))


def test_a_fault_of_the_lines_is_told() -> None:
    def lines():
        yield b"a"
        message = "the lake is dry"
        raise OSError(message)

    with pytest.raises(OSError, match="the lake is dry"):
        list(answers(["cat"], lines()))


def test_whoever_wants_no_more_leaves_nothing_running(script) -> None:
    program = script("echo $$; exec cat")
    (first,) = islice(running := answers([program], iter(lambda: b"x", b"")), 1)
    running.close()
    with pytest.raises(ProcessLookupError):
        os.kill(int(first), 0)


def test_a_missing_program_is_told(monkeypatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    monkeypatch.setenv("COMENTION_BINARY", "/nowhere/of/ours")
    # Another test may have sent one along.
    monkeypatch.setattr("comention_spark.program._sent", lambda _: None)
    with pytest.raises(
        FileNotFoundError, match=r"looked at /nowhere/of/ours.*the PATH\nhint: send"
    ):
        find_program()
    with pytest.raises(ComentionError, match="cannot start `/nowhere/it`: No such file"):
        list(answers(["/nowhere/it"], []))


def test_the_program_is_found_where_it_was_put(monkeypatch, script) -> None:
    program = script("true")
    monkeypatch.setenv("COMENTION_BINARY", program)
    assert find_program() == program
    assert find_program(sys.executable) == sys.executable
