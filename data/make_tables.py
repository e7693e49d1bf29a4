#!/usr/bin/env python3
"""Makes the built-in tables of this folder from lists of names and from the links of show notes.

    data/make_tables.py FACTS_FOLDER [--notes FOLDER ...] [--transcripts FOLDER ...]

FACTS_FOLDER holds projects.tsv, people.tsv, given_names.txt, surnames.txt and english.tsv; README.md beside this
script says what they are made of. From show notes come links whose text is the name of what they lead to. From transcripts come the words
of the trade that no dictionary of English has (`repo`, `async`): counted there in small letters. corrections.tsv puts right what a
reading of all rows found wrong. The rows of curated.tsv are kept by hand and win over all others; its rows of kind `drop` take names out.
The same input gives the same tables. Needs Python 3.9 or later and nothing else.
"""
import argparse
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
    for text in texts(folders):
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


def texts(folders):
    for folder in folders:
        for name in sorted(os.listdir(folder)):
            with open(os.path.join(folder, name), encoding="utf-8", errors="replace") as file:
                yield file.read()


def letters(folders, names, words):
    """How often a word stands with a capital, and in small letters, amid small words: is it rather a name?

    Of words that may be names, and of those that are written with a capital now and then for another reason ("Board"), in
    several texts: what one episode calls by a word is no reason against what another does.
    """
    capital, small, capital_texts = (collections.Counter() for _ in range(3))
    for text in texts(folders):
        found = re.findall(r"(?<=[a-z] )([A-Za-z][a-z]+)(?=[ ,.;?!]+(?![A-Z])|$)", text)
        for word in found:
            (small if word.islower() else capital)[word.lower()] += 1
        capital_texts.update({word.lower() for word in found if not word.islower()})
    rows = [dict(word=word, capital=capital[word], small=small[word]) for word in sorted(words)]
    told = lambda word: capital[word] if capital_texts[word] > 1 else 0
    seen = lambda row: row["capital"] + row["small"] if row["word"] in names else told(row["word"])
    return [row for row in rows if seen(row) >= 5]


def parts(name):
    """The words of a name, cut at separators, capitals and digits, in small letters."""
    return tuple(part.lower() for part in re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+", name))


def compounds(name, zipf):
    """The cuts of a name written as one word into two and three words whose rarest is the commonest, as the program makes them."""
    rank = lambda cut: (min(zipf.get(part, 0) for part in cut), [len(part) for part in cut])
    cuts = [(name[:at], name[at:]) for at in range(2, len(name) - 1)] if len(name) >= 6 else []
    yield max(cuts, key=rank, default=())
    places = [(a, b) for a in range(2, len(name) - 3) for b in range(a + 2, len(name) - 1)] if len(name) >= 9 else []
    cuts = [(name[:a], name[a:b], name[b:]) for a, b in places]
    cuts = [cut for cut in cuts if all(len(part) > 2 or zipf.get(part, 0) >= 5.8 for part in cut)]
    yield max(cuts, key=rank, default=())


def phrases(folders, names, words):
    """How often names made of English words stand as names (joined, or with capitals), and as small separate words."""
    wanted = {parts(name) for name in names}
    zipf = {word: float(row["zipf"]) for word, row in words.items()}
    wanted |= {cut for name in wanted if len(name) == 1 for cut in compounds(name[0], zipf)}
    wanted = {cut for cut in wanted if 2 <= len(cut) <= 4 and all(part in words for part in cut)}
    joined = collections.defaultdict(list)
    for cut in sorted(wanted):
        joined["".join(cut)].append(cut)
    capital, small = collections.Counter(), collections.Counter()
    for text in texts(folders):
        tokens = re.findall(r"[A-Za-z0-9]+|[^A-Za-z0-9\s]+", text)
        for at, token in enumerate(tokens):
            for cut in joined.get(token.lower(), ()):
                capital[cut] += 1
            for length in (2, 3, 4):
                run = tokens[at : at + length]
                cut = tuple(part.lower() for part in run)
                if cut in wanted:
                    # "Ruby on Rails" has a small word within.
                    tall = run[0][0].isupper() and all(part[0].isupper() for part in run if len(part) > 3)
                    (capital if tall else small)[cut] += 1
    rows = [dict(phrase=" ".join(cut), capital=capital[cut], small=small[cut]) for cut in wanted]
    rows = [row for row in rows if row["small"] >= 3]
    return sorted(rows, key=lambda row: (key(row["phrase"]), row["phrase"]))


def jargon(folders, facts, rows):
    """Words that at least three transcripts have in small letters, mostly so, and that are no well-known name."""
    english = {row["word"] for row in read(os.path.join(facts, "english.tsv")) if row["dictionary"] == "1"}
    named = set()
    for row in rows:
        if int(row["weight"]) > 2:
            named.update(key(name) for name in [row["name"], *row["aliases"].split("|")])
    small, capital, spread = collections.Counter(), collections.Counter(), collections.Counter()
    for text in texts(folders):
        inner = re.findall(r"(?<=[a-z,] )([A-Za-z][a-z]+)\b(?!['\u2019.])", text)
        small.update(word for word in inner if word.islower())
        capital.update(word.lower() for word in inner if not word.islower())
        spread.update({word for word in inner if word.islower()})
    words = (word for word in spread if spread[word] >= 3 and small[word] > 3 * capital[word])
    plain = read_lines(os.path.join(HERE, "plain_words.txt"))
    return sorted(plain | {word for word in words if word not in english and word not in named})


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


def correct(rows, people):
    """What a reading of the lists found wrong, row by row, is put right; merges first, for they use the old names."""
    corrections = read(os.path.join(HERE, "corrections.tsv"))
    for wrong in corrections:
        table = people if key(wrong["name"]) in people else rows
        row, other = table.get(key(wrong["name"])), table.get(key(wrong["same_as"]))
        if row and other and row is not other:
            del table[key(wrong["name"])]
            names = [*other["aliases"].split("|"), row["name"], *row["aliases"].split("|")]
            other["aliases"] = "|".join(sorted({name for name in names if name and key(name) != key(other["name"])}))
            other["sources"] = "|".join(sorted({*other["sources"].split("|"), *row["sources"].split("|")}))
            other["weight"] = str(int(other["weight"]) + int(row["weight"]))
            other["url"] = other["url"] or row["url"]
    for wrong in corrections:
        not_aliases = {key(alias) for alias in wrong["not_aliases"].split("|") if alias}
        table = people if key(wrong["name"]) in people else rows
        row = table.get(key(wrong["name"]))
        if row:
            row["url"] = {"": row["url"], "-": ""}.get(wrong["url"], wrong["url"])
            row["kind"] = wrong["kind"] or row.get("kind", "")
            row["name"] = wrong["rename"] or row["name"]
            if wrong["kind"] == "drop":
                del table[key(wrong["name"])]
            elif key(wrong["rename"]) not in ("", key(wrong["name"])):
                # Those who knew it by its old name still say it.
                old = [] if "/" in wrong["name"] else [wrong["name"]]
                row["aliases"] = "|".join(sorted({*row["aliases"].split("|"), *old} - {""}))
                del table[key(wrong["name"])]
                table.setdefault(key(row["name"]), row)
        # Of a row that was merged, what it was called may be no alias of the other.
        row = row or rows.get(key(wrong["same_as"])) or people.get(key(wrong["same_as"]))
        if row:
            row["aliases"] = "|".join(alias for alias in row["aliases"].split("|") if key(alias) not in not_aliases)


def curate(rows, people):
    for row in read(os.path.join(HERE, "curated.tsv")):
        k = key(row["name"])
        if row["kind"] == "drop":
            for table in (rows, people):
                table.pop(k, None)
                release(table, {k})
            continue
        table = people if row["kind"] == "person" else rows
        old = table.get(k, {})
        aliases = [a for a in (old.get("aliases", "") + "|" + row["aliases"]).split("|") if a]
        claimed = {key(alias) for alias in row["aliases"].split("|") if alias}
        release(table, {k} | claimed)
        for alias in claimed - {k}:
            table.pop(alias, None)
        table[k] = dict(
            name=row["name"],
            kind=row["kind"],
            aliases="|".join(sorted(set(aliases))),
            url=row["url"] or old.get("url", ""),
            weight=str(max(int(old.get("weight", 0)), int(row["weight"] or 1))),
            sources="|".join(dict.fromkeys(filter(None, [*old.get("sources", "").split("|"), "curated"]))),
        )


def credits(facts):
    """The lists that the facts were gathered from, with their licences, from the table in their README."""
    rows = []
    with open(os.path.join(facts, "README.md"), encoding="utf-8") as file:
        for line in file:
            cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
            if len(cells) == 5 and cells[1].startswith("github.com/"):
                rows.append(dict(source=cells[0], repository=cells[1], version=cells[2], licence=cells[3]))
    return sorted(rows, key=lambda row: key(row["repository"]))


def write_lines(path, lines):
    with open(os.path.join(HERE, path), "w", encoding="utf-8") as file:
        file.write("\n".join(lines) + "\n")
    print(f"{path}: {len(lines)} rows")


def read_lines(path):
    with open(path, encoding="utf-8") as file:
        return set(file.read().split("\n")) - {""}


def listed_given_names(facts):
    """The given names of the lists, and those that they lack."""
    return read_lines(os.path.join(facts, "given_names.txt")) | read_lines(os.path.join(HERE, "more_given_names.txt"))


def given_names(facts, people, rows):
    """The given names of the lists and ours, and those of the people of ours that are nothing else: no surname, project or word."""
    listed, surnames = listed_given_names(facts), read_lines(os.path.join(facts, "surnames.txt"))
    english = {row["word"]: row for row in read(os.path.join(facts, "english.tsv"))}
    guards = read(os.path.join(HERE, "guards.tsv"))
    taken = {key(name) for row in [*rows.values(), *guards] for name in [row["name"], *(row["aliases"] or "").split("|")]}
    taken |= {name.lower() for name in listed | surnames}
    times = collections.Counter(key(row["name"].split()[0]) for row in people.values() if " " in row["name"])

    def is_only_given(name):
        word = english.get(name, dict(zipf="0", dictionary="0"))
        rare = float(word["zipf"]) < 3.2 or times[name] > 1 and float(word["zipf"]) < 3.7
        return re.fullmatch("[a-z]{4,}", name) and name not in taken and rare and word["dictionary"] == "0"

    return sorted(listed | {name for name in times if is_only_given(name)})


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("facts")
    parser.add_argument("--notes", nargs="*", default=[])
    parser.add_argument("--transcripts", nargs="*", default=[])
    given = parser.parse_args()
    rows = projects(given.facts, given.notes)
    people = {key(row["name"]): row for row in read(os.path.join(given.facts, "people.tsv"))}
    correct(rows, people)
    curate(rows, people)
    by_name = lambda row: (key(row["name"]), row["name"])
    write("projects.tsv", PROJECT_COLUMNS, sorted(rows.values(), key=by_name))
    write("people.tsv", PEOPLE_COLUMNS, sorted(people.values(), key=by_name))
    english = sorted(read(os.path.join(given.facts, "english.tsv")), key=lambda row: row["word"])
    write("english.tsv", ("word", "zipf", "dictionary"), english)
    write("credits.tsv", ("repository", "source", "version", "licence"), credits(given.facts))
    write_lines("given_names.txt", given_names(given.facts, people, rows))
    write_lines("surnames.txt", sorted(read_lines(os.path.join(given.facts, "surnames.txt"))))
    if given.transcripts:
        write_lines("jargon.txt", jargon(given.transcripts, given.facts, rows.values()))
        names = {name.lower() for row in rows.values() for name in [row["name"], *row["aliases"].split("|")]}
        names |= {name.lower() for name in listed_given_names(given.facts)}
        words = {row["word"] for row in english if row["dictionary"] == "1" or float(row["zipf"]) >= 4}
        write("letters.tsv", ("word", "capital", "small"), letters(given.transcripts, names, words))
        spelled = [name for row in rows.values() for name in [row["name"], *row["aliases"].split("|")]]
        english = {row["word"]: row for row in english if row["dictionary"] == "1"}
        write("phrases.tsv", ("phrase", "capital", "small"), phrases(given.transcripts, spelled, english))


main()
