#!/usr/bin/env python3
"""Scores mentions on annotated stretches of transcripts that were read by eye.

    score.py BINARY [--place DIR] [--half a|b] [--notes] [--small] [--args "..."] [--errors] [--calibration]

DIR (else $COMENTION_ANNOTATED, else ../shared beside the repository) holds `corpus/`, the transcripts, and `score/score.py`, whose
rules count here, too. `stretches.tsv` says which lines were read, `mentions.tsv` what was found in them: names only, no
sentence. Work on the errors of one half and see on the other whether it holds. `--small` scores the transcripts in small
letters, as some recognisers write.
"""
import argparse
import collections
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import types

HERE = pathlib.Path(__file__).resolve().parent
STEPS = (50, 60, 70, 80, 90, 100)


def rules(place):
    """The scorer's functions, without its command line."""
    source = (place / "score" / "score.py").read_text(encoding="utf-8")
    module = types.ModuleType("score")
    module.__file__ = str(place / "score" / "score.py")
    exec(compile(source.replace("\nmain()\n", "\n"), "score.py", "exec"), module.__dict__)
    return module


def table(name):
    header, *rows = (HERE / name).read_text(encoding="utf-8").rstrip("\n").split("\n")
    return [dict(zip(header.split("\t"), row.split("\t"))) for row in rows]


def annotated(text, rows):
    """Spans of the annotation: (line, column, end line, end column), name, kind, surface."""
    lines = text.split("\n")
    for row in rows:
        line, at = int(row["line"]), -1
        for _ in range(int(row["nth"])):
            at = lines[line - 1].index(row["surface"], at + 1)
        yield (line, at + 1, line, at + 1 + len(row["surface"])), row["name"], row["kind"], row["surface"]


def notes_of(corpus, path):
    show, _, name = path.split("/")
    notes = corpus / show / "show_notes" / (name[:3] + ".md" if show == "python-bytes" else name)
    return ["--notes", str(notes)] if notes.exists() else []


def small(text):
    """The text in small letters, each in the place of its capital; labels of speakers, which no recogniser hears, stay."""
    parts = re.split(r"(?m)(^\*\*[^*\n]+:\*\*)", text)
    lower = lambda part: "".join(c.lower() if len(c.lower()) == 1 else c for c in part)
    return "".join(part if at % 2 else lower(part) for at, part in enumerate(parts))


def predicted(given, corpus, stretch):
    if given.small:
        with tempfile.TemporaryDirectory() as folder:
            place = pathlib.Path(folder) / stretch["path"]
            place.parent.mkdir(parents=True)
            place.write_text(small((corpus / stretch["path"]).read_text(encoding="utf-8")), encoding="utf-8")
            return mentions(given, corpus, stretch, place)
    return mentions(given, corpus, stretch, corpus / stretch["path"])


def mentions(given, corpus, stretch, text):
    command = [given.binary, "mentions", str(text), "--format", "jsonl", "--quiet", "--no-config"]
    command += given.args.split() + (notes_of(corpus, stretch["path"]) if given.notes else [])
    run = subprocess.run(command, capture_output=True, text=True)
    if run.returncode:
        sys.exit(f"score: {' '.join(command)} ended with {run.returncode}:\n{run.stderr.strip()}")
    name = os.path.basename(stretch["path"])
    rows = (json.loads(line) for line in run.stdout.splitlines())
    return [
        row
        for row in rows
        if os.path.basename(row["path"]) == name and int(stretch["first"]) <= row["line"] <= int(stretch["last"])
    ]


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("binary")
    parser.add_argument("--place", default=os.environ.get("COMENTION_ANNOTATED") or HERE.parents[2] / "shared")
    parser.add_argument("--half", choices="ab")
    parser.add_argument("--notes", action="store_true")
    parser.add_argument("--small", action="store_true")
    parser.add_argument("--args", default="")
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--calibration", action="store_true")
    given = parser.parse_args()
    place = pathlib.Path(given.place)
    rule = rules(place)
    equal = rule.load_equivalents(place / "gold" / "equivalents.tsv")
    key = lambda name: equal.get(rule.fold(name), rule.fold(name))
    marks = collections.defaultdict(list)
    for row in table("mentions.tsv"):
        marks[row["stretch"]].append(row)
    total = {kind: rule.Tally() for kind in rule.KINDS}
    sure = collections.defaultdict(lambda: [0, 0, 0])
    for stretch in table("stretches.tsv"):
        if given.half and (int(stretch["stretch"]) % 2 == 0) != (given.half == "a"):
            continue
        text = (place / "corpus" / stretch["path"]).read_text(encoding="utf-8")
        gold = list(annotated(text, marks[stretch["stretch"]]))
        rows = predicted(given, place / "corpus", stretch)
        confidence = {(row["line"], row["column"]): row["confidence"] for row in rows}
        neutral = [span for span, _, kind, _ in gold if kind not in rule.KINDS]
        for kind, tally in total.items():
            wanted = [(span, name, surface) for span, name, of, surface in gold if of == kind]
            made = [(span, name, surface) for span, name, of, surface in rule.predicted(rows) if of == kind]
            for span, name, surface in wanted:
                hits = [other for at, other, _ in made if rule.overlap(span, at)]
                linked = any(key(hit) == key(name) for hit in hits)
                tally.gold += 1
                tally.found += bool(hits)
                tally.found_linked += linked
                if given.errors and not linked:
                    print(f"{stretch['path']}:{span[0]} {kind} {surface!r} = {name}:", hits[0] if hits else "not found")
            for span, name, surface in made:
                hits = [other for at, other, _ in wanted if rule.overlap(at, span)]
                if not hits and any(rule.overlap(span, at) for at in neutral):
                    continue
                linked = any(key(hit) == key(name) for hit in hits)
                tally.pred += 1
                tally.right += bool(hits)
                tally.right_linked += linked
                step = max(step for step in STEPS if step <= round(100 * confidence[span[:2]]))
                sure[step][0] += 1
                sure[step][1] += bool(hits)
                sure[step][2] += linked
                if given.errors and not hits:
                    print(f"{stretch['path']}:{span[0]} {kind} {surface!r} is no mention of {name}")
            named = {key(name) for _, name, _ in wanted}
            others = {key(name) for _, name, of, _ in gold if of not in rule.KINDS} - named
            found = {key(n) for at, n, _ in made if not any(rule.overlap(at, span) for span in neutral)} - others
            tally.tg += len(named)
            tally.tp += len(found)
            tally.tboth += len(named & found)
    both = rule.Tally()
    for tally in total.values():
        for field in vars(both):
            setattr(both, field, getattr(both, field) + getattr(tally, field))
    print(f"{'':8} {'detection':^23} {'linked':^23} {'topics per stretch':^23}")
    print(f"{'':8} " + " ".join(f"{head:>7}" for head in ("P", "R", "F1") * 3) + "   mentions")
    for kind, tally in (*total.items(), ("all", both)):
        scores = tally.scores()
        cells = (f"{100 * value:7.1f}" for what in ("detect", "linked", "topics") for value in scores[what])
        print(f"{kind:8} " + " ".join(cells) + f"{tally.gold:11}")
    if given.calibration:
        for step, (count, right, linked) in sorted(sure.items()):
            print(f"{step:3} % and more: {100 * right / count:5.1f} % mentions, {100 * linked / count:5.1f} % linked right, of {count}")


main()
