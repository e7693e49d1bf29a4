#!/usr/bin/env python3
"""Writes extractions of invented episodes, to see what a graph of many mentions costs from files to file; `benches/graph.rs` times
the graph alone, of a corpus in memory.

    many_mentions.py FOLDER [--mentions 10000000] [--pairs 1000000]
    /usr/bin/time -v comention graph FOLDER --quotes 0 -o many.json

An episode has 1,000 mentions of 46 entities, three a sentence, each sentence of 120 characters; a file has 100 episodes. Entities are so
many that nearly all pairs of them, about as many as asked for, come up in 10,000 episodes. The same numbers give the same bytes.
"""
import argparse
import json
import math
import pathlib
import random

IN_EPISODE, ENTITIES, IN_SENTENCE, IN_FILE = 1000, 46, 3, 100


def mention(line, text, name):
    start, column = line * 121, text.index(name) + 1
    return {
        "span": {"start": start + column - 1, "end": start + column - 1 + len(name)},
        "line": line + 1,
        "column": column,
        "end_line": line + 1,
        "end_column": column + len(name),
        "time": line * 7000,
        "speaker": f"Speaker {line % 2}",
        "surface": name,
        "entity": f"project:{name}",
        "evidence": ["name"],
        "confidence": 90,
        "segment": line,
        "sentence": line,
        "turn": line // 5,
    }


def episode(number, names, draw):
    """One line of an extraction file."""
    here = [f"entity{entity:06}" for entity in sorted(draw.sample(range(names), ENTITIES))]
    mentions, sentences = [], []
    for line in range(-(-IN_EPISODE // IN_SENTENCE)):
        said = draw.sample(here, min(IN_SENTENCE, IN_EPISODE - len(mentions)))
        text = f"{line:06} and we spoke of {' and of '.join(said)} for a while ".ljust(120, ".")
        sentences.append({"number": line, "start": line * 121, "text": text})
        mentions.extend(mention(line, text, name) for name in said)
    mentions.sort(key=lambda one: one["span"]["start"])
    return {
        "comention": 1,
        "episode": {"id": f"many/{number}", "show": "many", "number": number, "title": f"Episode {number}"},
        "entities": [{"id": f"project:{name}", "name": name, "kind": "project"} for name in here],
        "documents": [{"path": f"{number}.txt", "kind": "transcript", "sentences": sentences, "mentions": mentions}],
    }


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--mentions", type=int, default=10_000_000)
    parser.add_argument("--pairs", type=int, default=1_000_000)
    given = parser.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    names = max(ENTITIES, math.isqrt(given.pairs * 2) + 1)
    draw = random.Random(1)
    for first in range(1, given.mentions // IN_EPISODE + 1, IN_FILE):
        last = min(first + IN_FILE, given.mentions // IN_EPISODE + 1)
        with open(given.folder / f"many-{first:07}.jsonl", "w", encoding="utf-8") as file:
            for number in range(first, last):
                file.write(json.dumps(episode(number, names, draw), separators=(",", ":")) + "\n")


main()
