#!/usr/bin/env python3
"""Kills comention at random moments and looks at what it leaves.

    tests/tools/kill.py COMENTION PATH... [--times N] [--seed S] [--signal KILL|TERM|INT]

Half of the runs are `extract PATH... -o FILE`, half `graph PATH... -o FILE`; of either, half find an older FILE. Each is
killed at a moment of its own. After that FILE must be as before, or whole. What `extract` had finished must be whole
lines, and `extract --resume`, itself killed now and then, must end with the bytes of a run that nobody disturbed.
By any signal but KILL no temporary file may be left.
"""

import argparse
import json
import pathlib
import random
import signal
import subprocess
import sys
import tempfile
import time

OLD = {"extract": b'{"comention":1,"old":true}\n', "graph": b'{"old":true}\n'}
ENDING = {"extract": ".jsonl", "graph": ".json"}


class Killer:
    def __init__(self, options, folder):
        self.options, self.folder = options, folder
        self.random = random.Random(options.seed)
        self.number = signal.Signals[f"SIG{options.signal}"]
        self.seconds, self.expected = {}, {}
        self.counts = dict.fromkeys(
            ["killed", "ended first", "FILE as before", "FILE whole", "parts", "lines taken over", "resumed", "left over"], 0
        )
        for command in OLD:
            self.undisturbed(command)

    def arguments(self, command, file, *more):
        return [self.options.comention, command, *self.options.paths, "--quiet", "-o", str(file), *more]

    def undisturbed(self, command):
        file = self.folder / f"expected{ENDING[command]}"
        start = time.monotonic()
        subprocess.run(self.arguments(command, file), check=True)
        self.seconds[command] = time.monotonic() - start
        self.expected[command] = file.read_bytes()
        file.unlink()

    def run(self, command, file, *more):
        """Starts a run, kills it, and says whether it was still running."""
        child = subprocess.Popen(self.arguments(command, file, *more), stderr=subprocess.DEVNULL)
        try:
            child.wait(self.random.uniform(0, self.seconds[command] * 1.02))
        except subprocess.TimeoutExpired:
            child.send_signal(self.number)
        ended = child.wait()
        if ended not in (0, -self.number):
            sys.exit(f"{command} ended with {ended}")
        self.counts["killed" if ended else "ended first"] += 1
        return ended != 0

    def once(self, command, is_over_old):
        file = self.folder / f"out{ENDING[command]}"
        if is_over_old:
            file.write_bytes(OLD[command])
        was_killed = self.run(command, file)
        self.check(command, file, OLD[command] if is_over_old else None, was_killed)
        if command == "extract":
            self.resume(file, OLD[command] if is_over_old else None)
        for left in self.folder.iterdir():
            left.unlink()

    def check(self, command, file, before, was_killed):
        """The file is as before, or whole; what is left over is counted."""
        found = file.read_bytes() if file.exists() else None
        if found == self.expected[command]:
            self.counts["FILE whole"] += 1
        elif found == before and was_killed:
            self.counts["FILE as before"] += 1
        else:
            sys.exit(f"{command}: {file.name} is neither as it was nor whole")
        left = [path for path in self.folder.iterdir() if path.name.startswith(".")]
        self.counts["left over"] += len(left)
        if left and self.number != signal.SIGKILL:
            sys.exit(f"{command}: {left[0].name} was left")
        for path in left:
            path.unlink()

    def resume(self, file, before):
        """Goes on until the run is done, disturbed two times of three."""
        part = file.with_name(file.name + ".part")
        while True:
            if part.exists():
                self.counts["parts"] += 1
                whole = part.read_bytes().split(b"\n")[:-1]
                self.counts["lines taken over"] += len([json.loads(line)["comention"] for line in whole])
            if self.random.random() < 1 / 3:
                break
            if not self.run("extract", file, "--resume"):
                break
            self.check("extract", file, before, True)
        subprocess.run(self.arguments("extract", file, "--resume"), check=True)
        if file.read_bytes() != self.expected["extract"] or part.exists():
            sys.exit("extract --resume: not the bytes of a run that nobody disturbed")
        self.counts["resumed"] += 1


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("comention")
    parser.add_argument("paths", nargs="+")
    parser.add_argument("--times", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--signal", choices=["KILL", "TERM", "INT"], default="KILL")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        killer = Killer(options, pathlib.Path(folder))
        for number in range(options.times):
            killer.once(["extract", "graph"][number % 2], number % 4 < 2)
    print(f"SIG{options.signal}: " + ", ".join(f"{name} {count}" for name, count in killer.counts.items()))


main()
