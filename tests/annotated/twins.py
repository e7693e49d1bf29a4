#!/usr/bin/env python3
"""Compares what is found in captions with what is found in the text twin of the same episode.

    twins.py BINARY [--place DIR] [--within SECONDS] [--differences]

DIR (else $COMENTION_ANNOTATED, else ../shared beside the repository) holds `corpus/python-bytes/vtt/NAME.vtt` and
`corpus/python-bytes/transcripts/NAME.txt`, the same words once as WebVTT and once as timed text. Each file is read alone; a mention of
the one agrees with a mention of the other when entity and time (within 5 seconds) are the same, each counted once. Printed are the
agreement of every pair, `agreeing / (agreeing + only in the one + only in the other)`, and of all, with the reasons
for what is left:

- one time for a longer line: the text has several captions in one line, and that line's only time is its beginning
- other words: what was said there does not stand in the other file
- judged otherwise: the words are the same, and what was made of them is not
"""
import argparse
import collections
import json
import os
import pathlib
import re
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent


def mentions(binary, path):
    run = subprocess.run(
        [binary, "mentions", "--no-config", "--quiet", "--format", "jsonl", path],
        capture_output=True, text=True, encoding="utf-8", check=False,
    )
    if run.returncode != 0:
        sys.exit(f"{path}: {run.stderr}")
    return [json.loads(line) for line in run.stdout.splitlines()]


def paired(ours, theirs, within):
    """The mentions of either that have no partner. In order of time each takes the earliest there is, which pairs the most."""
    waiting = collections.defaultdict(list)
    for mention in theirs:
        waiting[mention["entity"]].append(mention)
    alone = []
    for mention in ours:
        near = [m for m in waiting[mention["entity"]] if abs(m["time"] - mention["time"]) <= within]
        if near:
            waiting[mention["entity"]].remove(near[0])
        else:
            alone.append(mention)
    return alone, sorted((m for left in waiting.values() for m in left), key=lambda m: m["time"])


def words(path):
    """All words of a file, without times and marks."""
    text = path.read_text(encoding="utf-8", errors="replace")
    text = re.sub(r"(?m)^WEBVTT.*$|^[\d:.]+ --> .*$|^\d+:\d\d:\d\d ", " ", text)
    return re.findall(r"[\w']+", text.lower())


def line_times(path):
    """When the lines of timed text begin, in seconds."""
    found = re.findall(r"(?m)^(\d+):(\d\d):(\d\d) ", path.read_text(encoding="utf-8", errors="replace"))
    return [int(h) * 3600 + int(m) * 60 + int(s) for h, m, s in found]


def in_longer_lines(captions, text, times):
    """The mentions of captions and of text that are one, told by the line of text in which the caption falls."""
    waiting, found = list(text), []
    for mention in captions:
        begin = max((time for time in times if time <= mention["time"]), default=None)
        same = [m for m in waiting if m["entity"] == mention["entity"] and m["time"] == begin]
        if same:
            waiting.remove(same[0])
            found += [mention, same[0]]
    return found


def same_words(mention, other):
    """Whether what was said there stands in the other file, too."""
    said = " ".join(re.findall(r"[\w']+", mention["surface"].lower()))
    return f" {said} " in other


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("binary")
    parser.add_argument("--place", default=os.environ.get("COMENTION_ANNOTATED", HERE.parents[2] / "shared"))
    parser.add_argument("--within", type=float, default=5)
    parser.add_argument("--differences", action="store_true", help="list the mentions without a partner")
    arguments = parser.parse_args()
    corpus = pathlib.Path(arguments.place) / "corpus" / "python-bytes"
    total = collections.Counter()
    for captions in sorted((corpus / "vtt").glob("*.vtt")):
        text = corpus / "transcripts" / f"{captions.stem}.txt"
        if not text.is_file():
            sys.exit(f"{captions.name} has no twin")
        ours, theirs = mentions(arguments.binary, captions), mentions(arguments.binary, text)
        only_ours, only_theirs = paired(ours, theirs, arguments.within)
        agreeing = len(ours) - len(only_ours)
        alone = len(only_ours) + len(only_theirs)
        total.update(agreeing=agreeing, alone=alone, vtt=len(ours), txt=len(theirs))
        in_captions, in_text = words(captions), words(text)
        same = in_captions == in_text
        total.update(same=same, pairs=1)
        print(f"{100 * agreeing / max(1, agreeing + alone):6.2f} %  {len(ours):4} {len(theirs):4}  "
              f"{'same words' if same else 'other words'}  {captions.stem}")
        times_differ = in_longer_lines(only_ours, only_theirs, line_times(text))
        for where, left, other in (("vtt", only_ours, in_text), ("txt", only_theirs, in_captions)):
            joined = f" {' '.join(other)} "
            for mention in left:
                reason = "judged otherwise" if same_words(mention, joined) else "other words"
                if any(mention is known for known in times_differ):
                    reason = "one time for a longer line"
                total[reason] += 1
                if arguments.differences:
                    print(f"          only {where} {mention['time']:8.1f} {mention['surface']} -> {mention['entity']} "
                          f"({mention['confidence']}): {reason}")
    print(f"\n{total['pairs']} pairs, {total['same']} of the same words; {total['vtt']} mentions in captions, {total['txt']} in text")
    print(f"agreement {100 * total['agreeing'] / max(1, total['agreeing'] + total['alone']):.2f} %; without a partner {total['alone']}: "
          f"{total['one time for a longer line']} with one time for a longer line, {total['other words']} of other words, "
          f"{total['judged otherwise']} judged otherwise")


main()
