#!/usr/bin/env python3
"""Makes companions.tsv: which projects are talked about beside those whose names are everyday words.

    comention graph TEXTS --kinds project --window 90s --min-episodes 2 --weight npmi,log_likelihood -o graph.json
    data/make_companions.py graph.json

A companion was mentioned within 90 seconds of the project in at least two episodes, and more often than their shares make
likely (NPMI); of many, those for whom the log-likelihood is highest are kept. The same graph gives the same table. Needs
Python 3.9 or later and nothing else.
"""
import collections
import json
import os
import re
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
LEAST_NPMI = 0.3
MOST = 20


def column(table, *names):
    with open(os.path.join(HERE, table), encoding="utf-8") as file:
        head, *rows = (line.split("\t") for line in file.read().rstrip("\n").split("\n"))
    return [tuple(row[head.index(name)] for name in names) for row in rows]


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        graph = json.load(file)
    words = {word for word, known in column("english.tsv", "word", "dictionary") if known == "1"}
    counted = {name for _, name in column("usage.tsv", "form", "name")}
    everyday = lambda name: name in counted or all(part.lower() in words for part in re.findall(r"[A-Za-z]+", name))
    names = {node["id"]: node["name"] for node in graph["nodes"] if not node["discovered"]}
    companions = collections.defaultdict(list)
    for edge in graph["edges"]:
        ends = edge["source"], edge["target"]
        if edge["npmi"] >= LEAST_NPMI and edge["episodes"] >= 2 and all(end in names for end in ends):
            for one, other in (ends, ends[::-1]):
                if everyday(names[one]):
                    companions[names[one]].append((-edge["log_likelihood"], names[other]))
    with open(os.path.join(HERE, "companions.tsv"), "w", encoding="utf-8") as file:
        file.write("project\tcompanions\n")
        for name in sorted(companions):
            kept = sorted(companion for _, companion in sorted(companions[name])[:MOST])
            file.write(f"{name}\t{'|'.join(kept)}\n")


main()
