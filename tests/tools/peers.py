#!/usr/bin/env python3
"""Runs comention beside what people would use else, in turn, on the same texts, and prints a table.

    tests/tools/peers.py COMENTION [--peers DIR] [--corpus DIR] [--work DIR] [--rounds 5] [--leave-out NAME ...]

DIR of --peers holds the scripts of the peers (`setup.sh`, `make_data.py`, `*_graph.py`); DIR of --corpus holds `talk-python`,
`python-bytes` and `changelog` with `transcripts` and `show_notes`. Peers are installed into --work, not into the system.

All make a graph of co-mentions as JSON of a folder of transcripts. The peers look up a list of names (`dictA.txt`: link texts and
repository names of show notes) as they stand; comention does so (`names only`: the same list, all other finders off), then does
all it does, with its built-in names. Seconds are those of the processor, user and system, of the whole process; each round
runs all, one after the other, and medians count.
"""
import argparse
import contextlib
import json
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]

PEERS = ("word table", "ahocorasick_rs", "FlashText", "spaCy")

# All that is not looking names up.
OFF = ",".join(f"{name}-finder" for name in ("title", "link", "pattern", "spelled", "person", "garble", "strange", "capital"))

COUNT = """
import json, sys
graph = json.load(open(sys.argv[1], encoding="utf-8"))
edges = graph.get("edges", graph.get("links", []))
print(json.dumps([sum(node["mentions"] for node in graph["nodes"]), len(graph["nodes"]), len(edges)]))
"""


def data(given, work):
    """The transcripts as one folder, and the list of names, as `make_data.py` makes them of clones of the shows' repositories."""
    made = work / "made_of.txt"
    if made.exists() and made.read_text(encoding="utf-8") == str(given.corpus.resolve()):
        return
    shutil.rmtree(work / "docs", ignore_errors=True)
    with tempfile.TemporaryDirectory() as clones:
        clones, corpus = pathlib.Path(clones), given.corpus.resolve()
        for clone, inner, texts in [
            ("talkpython+talk-python-transcripts", "transcripts", corpus / "talk-python/transcripts"),
            ("mikeckennedy+python_bytes_show_notes", "transcripts", corpus / "python-bytes/transcripts"),
            ("thechangelog+transcripts", "podcast", corpus / "changelog/transcripts"),
        ]:
            (clones / clone).mkdir()
            (clones / clone / inner).symlink_to(texts)
        command = [sys.executable, given.peers / "make_data.py", clones, corpus, work]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    made.write_text(str(given.corpus.resolve()), encoding="utf-8")


def names_only(work):
    """The list of names as a table of comention's."""
    names = (work / "dictA.txt").read_text(encoding="utf-8").splitlines()
    table = work / "dictA.tsv"
    table.write_text("name\tkind\n" + "".join(f"{name}\tlibrary\n" for name in names), encoding="utf-8")
    return table


def run(command):
    """Processor seconds, memory in MB, and what the process printed."""
    with tempfile.TemporaryFile("w+") as told:
        process = subprocess.Popen([str(part) for part in command], stdout=told, stderr=told)
        _, status, used = os.wait4(process.pid, 0)
        told.seek(0)
        text = told.read()
    if status:
        sys.exit(f"peers: {' '.join(map(str, command))} ended with {os.waitstatus_to_exitcode(status)}:\n{text[-2000:]}")
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, text


def found(text, out):
    """Mentions, nodes and edges, as the peer says them or as they stand in its graph."""
    for line in text.splitlines():
        with contextlib.suppress(ValueError, TypeError, KeyError):
            told = json.loads(line)
            return told["mentions"], told["nodes"], told["edges"]
    # In a process of its own: the memory of a process counts for what it starts.
    return tuple(json.loads(subprocess.run([sys.executable, "-c", COUNT, out], check=True, capture_output=True).stdout))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("comention")
    parser.add_argument("--peers", type=pathlib.Path, default=ROOT.parent / "shared/peers")
    parser.add_argument("--corpus", type=pathlib.Path, default=ROOT.parent / "shared/corpus")
    parser.add_argument("--work", type=pathlib.Path, default=ROOT / "target/peers")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--leave-out", nargs="*", choices=PEERS, default=[])
    given = parser.parse_args()
    work = given.work.resolve()
    work.mkdir(parents=True, exist_ok=True)
    subprocess.run(["sh", given.peers / "setup.sh", work], check=True, stdout=sys.stderr)
    data(given, work)
    table, docs, names = names_only(work), work / "docs", work / "dictA.txt"
    python = work / "venv/bin/python"
    own = [given.comention, "graph", docs, "--no-config", "--quiet", "-o"]
    listed = ["--no-builtin", "--dictionary", table, "--without", OFF, "--min-confidence", "1"]
    out = work / "graph.json"
    tools = {
        "comention, names only": [*own, out, "--threads", "1", *listed],
        "comention": [*own, out, "--threads", "1"],
        "comention, two threads": [*own, out, "--threads", "2"],
        "word table": [work / "rs/target/release/peerbench", "graph", names, docs, "-t", "1", "-o", out],
        "ahocorasick_rs": [python, given.peers / "ahocorasick_graph.py", docs, names, out],
        "FlashText": [python, given.peers / "flashtext_graph.py", docs, names, out],
        "spaCy": [python, given.peers / "spacy_graph.py", docs, names, out],
    }
    tools = {name: command for name, command in tools.items() if name not in given.leave_out}
    measured = {name: [] for name in tools}
    for number in range(max(given.rounds, 1)):
        for name, command in tools.items():
            print(f"round {number + 1} of {given.rounds}: {name}", file=sys.stderr)
            out.unlink(missing_ok=True)
            seconds, memory, text = run(command)
            counts = measured[name][0][2] if measured[name] else found(text, out)
            measured[name].append((seconds, memory, counts))
    size = sum(path.stat().st_size for path in docs.iterdir())
    known = len(names.read_text(encoding="utf-8").splitlines())
    print(f"{len(list(docs.iterdir()))} files, {size / 1e6:.1f} MB, {known} names in the list\n")
    print("| | seconds of the processor | times comention | memory, MB | mentions | nodes | edges |\n|---|---|---|---|---|---|---|")
    whole = statistics.median(row[0] for row in measured["comention"]) if "comention" in measured else None
    for name, rows in measured.items():
        seconds = statistics.median(row[0] for row in rows)
        ratio = f"{seconds / whole:.2f}" if whole else ""
        mentions, nodes, edges = rows[0][2]
        memory = max(row[1] for row in rows)
        print(f"| {name} | {seconds:.2f} | {ratio} | {memory:.0f} | {mentions:,} | {nodes:,} | {edges:,} |")


main()
