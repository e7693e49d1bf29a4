#!/usr/bin/env python3
"""What each finder and each family of reasons is worth: accuracy without it.

    ablation.py BINARY [--place DIR]

Prints a table in Markdown: linked F1 on the five annotated episodes (from transcripts alone) and on the stretches, all and
people, with everything and without one thing at a time. Takes some minutes.
"""
import argparse
import json
import pathlib
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
FINDERS = ("title", "link", "pattern", "name", "spelled", "person", "garble", "strange", "capital")
FAMILIES = {
    "case (capitals, small letters)": "capital,title_case,exact_case,small_letters,longer_name",
    "how common the word is": "english,frequency,very_common,phrase,persons_name,short",
    "counts in transcripts": "usage,letters",
    "neighbours (cues, pairs, plain use)": "cue_before,cue_after,name_pair,plain_pair,plain_use,own_cue",
    "phrases (called, defined, installed)": "called,defined,installed,introduced",
    "show notes and title": "linked,link_text,kin,titled",
    "one sense an episode": "elsewhere,likely_elsewhere,repeated",
    "company of other projects": "company,companions,listed,alone",
    "makers": "maker_named",
    "how well known the name is": "known",
}


def scored(command):
    run = subprocess.run(command, capture_output=True, text=True)
    if run.returncode:
        sys.exit(f"ablation: {' '.join(command)} ended with {run.returncode}:\n{run.stderr.strip()}")
    return run.stdout


def figures(binary, place, without):
    """Linked F1 of the episodes, and of the stretches: all, and people."""
    extra = ["--args", f"--without {without}"] if without else []
    episodes = json.loads(scored([sys.executable, str(place / "score" / "score.py"), binary, "--json", *extra]))
    stretches = scored([sys.executable, str(HERE / "score.py"), binary, "--place", str(place), *extra])
    rows = {row.split()[0]: float(row.split()[6]) for row in stretches.splitlines() if row[:1].isalpha() and row.split()[0] in ("all", "person")}
    return 100 * episodes["all"]["linked"][2], rows["all"], rows["person"]


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("binary")
    parser.add_argument("--place", type=pathlib.Path, default=HERE.parents[2] / "shared")
    given = parser.parse_args()
    cases = {"everything": ""}
    cases |= {f"without the {name} finder": f"{name}-finder" for name in FINDERS}
    cases |= {f"without {name}": reasons for name, reasons in FAMILIES.items()}
    print("| linked F1, in percent | five episodes | stretches | people in them |\n|---|---|---|---|")
    for name, without in cases.items():
        print(f"| {name} | " + " | ".join(f"{figure:.1f}" for figure in figures(given.binary, given.place, without)) + " |", flush=True)


main()
