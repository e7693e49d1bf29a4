#!/usr/bin/env python3
"""Draws mentions at random, to be read by eye.

    comention mentions TEXTS --format jsonl > mentions.jsonl
    sample.py mentions.jsonl [-n 300] [--seed 20261128] > sample.tsv

A row tells kind of evidence, confidence, name, kind, the words around the mention in its line, and its place. The same mentions
and the same seed give the same rows. Mark each row right or wrong; share by evidence is what counts.
"""
import argparse
import json
import pathlib
import random

AROUND = 160


def context(row, texts):
    path = row["path"]
    lines = texts.setdefault(path, pathlib.Path(path).read_text(encoding="utf-8", errors="replace").split("\n"))
    at = row["line"] - 1
    # Captions are short: a line before and behind belongs to it.
    before, after = " ".join(lines[max(0, at - 4) : at]), " ".join(lines[at + 1 : at + 5])
    line, column = lines[at], row["column"] - 1
    end = column + len(row["surface"]) if row["end_line"] == row["line"] else len(line)
    left, right = before + " " + line[:column], line[end:] + " " + after
    return f"{left[-AROUND:]}[{line[column:end]}]{right[:AROUND]}".replace("\t", " ")


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("mentions")
    parser.add_argument("-n", type=int, default=300)
    parser.add_argument("--seed", type=int, default=20261128)
    given = parser.parse_args()
    with open(given.mentions, encoding="utf-8") as file:
        rows = [json.loads(line) for line in file]
    rows = [row for row in rows if row["kind"] in ("project", "person")]
    rows.sort(key=lambda row: (row["path"], row["line"], row["column"]))
    chosen = random.Random(given.seed).sample(rows, min(given.n, len(rows)))
    texts = {}
    print("evidence\tconfidence\tname\tkind\twords\tplace")
    for row in chosen:
        evidence = row["evidence"] if isinstance(row["evidence"], str) else "+".join(row["evidence"])
        place = f"{row['path']}:{row['line']}"
        print(evidence, row["confidence"], row["name"], row["kind"], context(row, texts), place, sep="\t")


main()
