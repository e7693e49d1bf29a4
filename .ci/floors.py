#!/usr/bin/env python3
"""Compares how good the mentions are with the floors in floors.json, in percent F1.

    floors.py BINARY [PLACE]

PLACE (else $COMENTION_ANNOTATED, else ../shared) holds the annotated episodes and `score/score.py`. They are not part of this
repository; without them the check is skipped, loudly. A floor is raised with the change that earns it, and
never lowered without a reason in the commit.
"""
import json
import os
import pathlib
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
RUNS = {"transcripts alone": [], "with show notes": ["--with-notes"]}
# A floor is written with one decimal; what is measured may round to it.
SLACK = 0.05


def measured(score, binary, arguments):
    command = [sys.executable, str(score), binary, *arguments, "--json"]
    run = subprocess.run(command, capture_output=True, text=True)
    if run.returncode:
        sys.exit(f"floors: {' '.join(command)} ended with {run.returncode}:\n{run.stderr.strip()}")
    return json.loads(run.stdout)


def place(arguments):
    """Where the annotated episodes are: as said, else as the environment says, else beside the repository."""
    told = arguments[0] if arguments else os.environ.get("COMENTION_ANNOTATED")
    return pathlib.Path(told) if told else HERE.parent.parent / "shared"


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    binary = str(pathlib.Path(sys.argv[1]).resolve())
    score = place(sys.argv[2:]) / "score" / "score.py"
    if not score.exists():
        print(f"!!! SKIPPED: accuracy is not checked, there is no {score}")
        return
    floors = json.loads((HERE / "floors.json").read_text(encoding="utf-8"))
    below = 0
    print(f"{'':18} {'':8} {'':7} {'floor':>6} {'now':>6}")
    for name, arguments in RUNS.items():
        report = measured(score, binary, arguments)
        for kind, wanted in floors[name].items():
            for what, floor in wanted.items():
                now = 100 * report[kind][what][2]
                low = now < floor - SLACK
                below += low
                print(f"{name:18} {kind:8} {what:7} {floor:6.1f} {now:6.1f}{'  BELOW' if low else ''}")
    if below:
        sys.exit(f"floors: {below} below the floor")


main()
