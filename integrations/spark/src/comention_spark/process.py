"""One run of the program: lines in, answers out, one for each line and in their order.

A pipe holds a few pages. Whoever writes all lines before reading an answer waits for ever, as
the program waits for its answers to be read; so one thread writes, one keeps what is said on
standard error, and the caller reads.
"""

from __future__ import annotations

import subprocess
import sys
import threading
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from typing import IO

#: How many of the last lines on standard error go into the message of a failure.
KEPT = 40

#: What the program ends with when some lines could not be read; they have their answers.
DONE_IN_PART = 1


class ComentionError(RuntimeError):
    """The program did not do its work; the message holds what it said on standard error."""


def answers(command: Sequence[str], lines: Iterable[bytes]) -> Iterator[bytes]:
    """Run ``command`` over ``lines`` (without line ends) and give its lines as they come.

    ``lines`` is used in another thread. Raises :class:`ComentionError` when the program ends with
    a code above 1 or by a signal, and whatever ``lines`` raises.
    """
    try:
        process = subprocess.Popen(
            list(command), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
    except OSError as error:
        message = f"cannot start `{command[0]}`: {error.strerror}"
        raise ComentionError(message) from error
    stdin, stdout, stderr = (
        _open(pipe) for pipe in (process.stdin, process.stdout, process.stderr)
    )
    said: deque[str] = deque(maxlen=KEPT)
    faults: list[BaseException] = []
    writer = threading.Thread(target=_write, args=(stdin, lines, faults), daemon=True)
    listener = threading.Thread(target=_listen, args=(stderr, said), daemon=True)
    writer.start()
    listener.start()
    try:
        for line in stdout:
            yield line.rstrip(b"\n")
        code = process.wait()
        listener.join()
        # Where the program stopped early, that is the cause and not the pipe it left.
        if code not in (0, DONE_IN_PART):
            raise ComentionError(_ended(command[0], code, said))
        writer.join()
        if faults:
            raise faults[0]
    finally:
        # Also when the caller wants no more: nothing is left running.
        if process.poll() is None:
            process.kill()
            process.wait()
        stdout.close()


def _open(pipe: IO[bytes] | None) -> IO[bytes]:
    if pipe is None:
        message = "pipes were asked for"
        raise AssertionError(message)
    return pipe


def _write(pipe: IO[bytes], lines: Iterable[bytes], faults: list[BaseException]) -> None:
    """Write all lines; what goes wrong is for the reading thread to tell."""
    try:
        with pipe:
            for line in lines:
                pipe.write(line)
                pipe.write(b"\n")
    except BrokenPipeError:
        faults.append(ComentionError("the program stopped reading before the end"))
    except BaseException as fault:  # noqa: BLE001 - told by the reading thread
        faults.append(fault)


def _listen(pipe: IO[bytes], said: deque[str]) -> None:
    """Keep the last of what is said, and pass all of it on to the executor's own log."""
    with pipe:
        for line in pipe:
            text = line.decode("utf-8", "replace").rstrip("\n")
            said.append(text)
            print(f"comention: {text}", file=sys.stderr)  # noqa: T201


def _ended(program: str, code: int, said: Iterable[str]) -> str:
    how = f"was ended by signal {-code}" if code < 0 else f"ended with code {code}"
    told = "\n".join(said) or "it said nothing"
    return f"`{program}` {how}:\n{told}"
