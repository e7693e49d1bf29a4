"""Where the program lies on the machine that runs a task."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from pyspark import SparkFiles

NAME = "comention"
VARIABLE = "COMENTION_BINARY"


def find_program(given: str | None = None) -> str:
    """Find the program: as given, by ``COMENTION_BINARY``, among Spark's files, on the path.

    ``given`` is a path, or the name of a file that was sent with ``addFile`` or ``--files``.
    Raises ``FileNotFoundError`` that says where it was looked for.
    """
    looked: list[str] = []
    for place in _places(given):
        looked.append(str(place))
        if place.is_file():
            return _runnable(place)
    on_path = None if given else shutil.which(NAME)
    if on_path:
        return on_path
    where = ", ".join(looked + ([] if given else ["the PATH"]))
    message = (
        f"there is no program `{given or NAME}` on {os.uname().nodename}: looked at {where}\n"
        f"hint: send it along with `spark.sparkContext.addFile('.../{NAME}')` or "
        f"`spark-submit --files {NAME}`, or say where it is with `binary=` or {VARIABLE}"
    )
    raise FileNotFoundError(message)


def find_file(name: str) -> str:
    """Find a file that the program reads, such as a table of names: a path, or one of Spark's."""
    for place in (Path(name), _sent(name)):
        if place is not None and place.is_file():
            return str(place)
    message = f"there is no file `{name}` here\nhint: send it along with `addFile` or `--files`"
    raise FileNotFoundError(message)


def _places(given: str | None) -> Iterator[Path]:
    if given:
        yield Path(given)
    elif os.environ.get(VARIABLE):
        yield Path(os.environ[VARIABLE])
    sent = _sent(given or NAME)
    if sent is not None:
        yield sent


def _sent(name: str) -> Path | None:
    """Give the place of a file that was sent along; outside of Spark there is none."""
    try:
        return Path(SparkFiles.get(Path(name).name))
    except (AssertionError, AttributeError, TypeError):
        return None


def _runnable(place: Path) -> str:
    """Files that are sent along may lose the right to be run."""
    if not os.access(place, os.X_OK):
        try:
            place.chmod(place.stat().st_mode | 0o111)
        except OSError as error:
            message = f"`{place}` may not be run, and that cannot be changed: {error.strerror}"
            raise PermissionError(message) from error
    return str(place)
