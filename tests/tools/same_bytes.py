#!/usr/bin/env python3
"""Checks that results are the same to the byte, whatever is of no matter to them.

    tests/tools/same_bytes.py FOLDER COMENTION...

That is the number of threads, the order of the files, where the folder lies, language and time zone, a cache that holds
half of what is asked, or all, and, where several programs are given (such as a debug and a release build), which of them runs.
"""

import hashlib
import os
import pathlib
import random
import shutil
import subprocess
import sys
import tempfile

COMMANDS = [["extract"], ["graph", "--window", "sentence"], ["mentions", "--format", "jsonl"], ["related", "--all"]]


def run(comention, folder, command, paths, options=(), **environment):
    """The hash of what a command writes of paths below a folder."""
    name, *more = command
    arguments = [comention, name, *more, *options, "--quiet", "--", *paths]
    done = subprocess.run(arguments, cwd=folder, env=os.environ | environment, capture_output=True)
    if done.returncode != 0 or not done.stdout:
        sys.exit(f"{' '.join(arguments)}: exit code {done.returncode}\n{done.stderr.decode()}")
    return hashlib.sha256(done.stdout).hexdigest()


def variants(folder, comentions, files):
    """Ways to run that must not make a difference: a name, and what `run` takes."""
    shuffled = random.Random(1)
    with tempfile.TemporaryDirectory() as elsewhere:
        other = pathlib.Path(elsewhere) / "an other – place"
        shutil.copytree(folder, other)
        for comention in comentions:
            for threads in (1, 2, 8):
                yield f"{threads} threads", comention, folder, files, ["--threads", str(threads)], {}
            for order in range(20):
                yield f"order {order}", comention, folder, shuffled.sample(files, len(files)), [], {}
            yield "another folder", comention, other, files, [], {}
            for language in ("C", "tr_TR.UTF-8"):
                yield language, comention, folder, files, [], {"LC_ALL": language, "LANG": language, "TZ": "Asia/Kathmandu"}
            cache = ["--cache", f"{elsewhere}/cache"]
            run(comention, folder, ["extract"], files[::2], cache)
            yield "half a cache", comention, folder, files, cache, {}
            yield "a cache", comention, folder, files, cache, {}


def main():
    folder, *comentions = sys.argv[1:]
    if not comentions:
        sys.exit(__doc__)
    folder = pathlib.Path(folder).resolve()
    comentions = [str(pathlib.Path(comention).resolve()) for comention in comentions]
    files = sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())
    expected = [run(comentions[0], folder, command, files) for command in COMMANDS]
    count = 0
    for name, comention, place, paths, options, environment in variants(folder, comentions, files):
        for command, wanted in zip(COMMANDS, expected):
            if run(comention, place, command, paths, options, **environment) != wanted:
                sys.exit(f"{comention} {' '.join(command)}: other bytes with {name}")
            count += 1
    print(f"{count} runs over {len(files)} files, {len(set(expected))} commands: the same bytes")


main()
