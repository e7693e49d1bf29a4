#!/usr/bin/env python3
"""Makes the built-in tables of this folder from lists of names and from the links of show notes.

    data/make_tables.py FACTS_FOLDER [SHOW_NOTES_FOLDER ...]

FACTS_FOLDER holds projects.tsv, people.tsv, given_names.txt, surnames.txt and english.tsv; README.md beside this
script says what they are made of. From show notes come links whose text is the name of what they lead to. The rows of
curated.tsv are kept by hand and win over all others; its rows of kind `drop` take names out.
The same input gives the same tables. Needs Python 3.9 or later and nothing else.
"""
import collections
import os
import re
import sys
import unicodedata

HERE = os.path.dirname(os.path.abspath(__file__))
PROJECT_COLUMNS = ("name", "kind", "aliases", "url", "weight", "sources")
PEOPLE_COLUMNS = ("name", "aliases", "url", "weight", "sources")
LINK = re.compile(r"\[[*_]*([^\]\[*_|\t\n]{2,40})[*_]*\]\((https?://[^)\s]+)\)")
PACKAGE = re.compile(
    r"https?://(?:www\.)?(?:"
    r"(?:github|gitlab|codeberg|bitbucket)\.(?:com|org)/[^/]+/([^/#?]+)/?$"
    r"|pypi\.(?:org|python\.org)/(?:project|pypi)/([^/#?]+)"
    r"|npmjs\.com/package/([^#?]+)|crates\.io/crates/([^/#?]+)"
    r"|([^/.]+)\.readthedocs\.(?:io|org))",
    re.IGNORECASE,
)
HOST = re.compile(r"https?://(?:www\.|docs\.)?([^/.]+)\.(?:org|io|dev|com|app|sh|ai|rs|net|readthedocs\.io)/?$")


def read(path):
    with open(path, encoding="utf-8") as file:
        head, *rows = file.read().rstrip("\n").split("\n")
    return [dict(zip(head.split("\t"), row.split("\t"))) for row in rows]


def write(path, columns, rows):
    """Sorted by key, so that a change is a readable difference."""
    lines = ["\t".join(columns)]
    lines += ["\t".join(str(row.get(column, "")) for column in columns) for row in rows]
    with open(os.path.join(HERE, path), "w", encoding="utf-8") as file:
        file.write("\n".join(lines) + "\n")
    print(f"{path}: {len(rows)} rows")


def key(name):
    """Case, accents and separators do not tell two names apart; `+` and `#` do."""
    name = unicodedata.normalize("NFKD", name).casefold().replace("+", "plus").replace("#", "sharp")
    return re.sub(r"[^0-9a-z]", "", name)


def linked_names(folders, english):
    """Names of projects in show notes: the link text is the repository, package or host it leads to."""
    spellings = collections.defaultdict(collections.Counter)
    urls = collections.defaultdict(collections.Counter)
    for folder in folders:
        for name in sorted(os.listdir(folder)):
            text = open(os.path.join(folder, name), encoding="utf-8", errors="replace").read()
            for label, url in LINK.findall(text):
                label = label.strip().rstrip(":")
                package, host = PACKAGE.match(url), HOST.match(url)
                slug = next(filter(None, package.groups()), "") if package else host.group(1) if host else ""
                # A phrase or an everyday word may be the label of any page; only a repository or package vouches for it.
                doubtful = not package and (" " in label or label.casefold() in english)
                lists = label.casefold().startswith("awesome")
                if slug and key(slug) == key(label) and len(key(label)) > 2 and not doubtful and not lists:
                    spellings[key(label)][label] += 1
                    urls[key(label)][url.rstrip("/")] += 1
    best = lambda counter: min(counter, key=lambda item: (-counter[item], item))
    return {k: (best(spellings[k]), best(urls[k]), sum(spellings[k].values())) for k in spellings}


def projects(facts, folders):
    english = {row["word"]: row for row in read(os.path.join(facts, "english.tsv")) if row["dictionary"] == "1"}
    rows = {key(row["name"]): row for row in read(os.path.join(facts, "projects.tsv"))}
    taken = {key(alias) for row in rows.values() for alias in row["aliases"].split("|") if alias}
    people = {key(row["name"]) for row in read(os.path.join(facts, "people.tsv"))}
    for k, (name, url, count) in linked_names(folders, english).items():
        if k not in rows and k not in taken and k not in people:
            rows[k] = dict(name=name, kind="library", aliases="", url=url, weight=str(count), sources="show-notes-links")
    return rows


def release(table, keys):
    """An alias belongs to one row: what a curated row claims, the others let go."""
    for row in table.values():
        kept = [alias for alias in row["aliases"].split("|") if key(alias) not in keys]
        row["aliases"] = "|".join(kept)


def curate(rows, people):
    for row in read(os.path.join(HERE, "curated.tsv")):
        k = key(row["name"])
        if row["kind"] == "drop":
            rows.pop(k, None)
            people.pop(k, None)
            continue
        table = people if row["kind"] == "person" else rows
        old = table.get(k, {})
        aliases = [a for a in (old.get("aliases", "") + "|" + row["aliases"]).split("|") if a]
        release(table, {k, *map(key, row["aliases"].split("|"))})
        table[k] = dict(
            name=row["name"],
            kind=row["kind"],
            aliases="|".join(sorted(set(aliases))),
            url=row["url"] or old.get("url", ""),
            weight=str(max(int(old.get("weight", 0)), int(row["weight"] or 1))),
            sources="|".join(filter(None, [old.get("sources", ""), "curated"])),
        )


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    facts, folders = sys.argv[1], sys.argv[2:]
    rows = projects(facts, folders)
    people = {key(row["name"]): row for row in read(os.path.join(facts, "people.tsv"))}
    curate(rows, people)
    by_name = lambda row: (key(row["name"]), row["name"])
    write("projects.tsv", PROJECT_COLUMNS, sorted(rows.values(), key=by_name))
    write("people.tsv", PEOPLE_COLUMNS, sorted(people.values(), key=by_name))
    english = sorted(read(os.path.join(facts, "english.tsv")), key=lambda row: row["word"])
    write("english.tsv", ("word", "zipf", "dictionary"), english)
    for names in ("given_names.txt", "surnames.txt"):
        lines = sorted(set(open(os.path.join(facts, names), encoding="utf-8").read().split("\n")) - {""})
        with open(os.path.join(HERE, names), "w", encoding="utf-8") as file:
            file.write("\n".join(lines) + "\n")
        print(f"{names}: {len(lines)} rows")


main()
