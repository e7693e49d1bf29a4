#!/usr/bin/env python3
"""How well related episodes are found: `comention related --all` against editors' cross-references.

    tests/related/score.py BINARY PAIRS PATH... [--show SLUG] [--both] [--halves] [--baseline] [--floors R M]

PAIRS is a table with a header, tabs between two columns: the number of an episode and the number of one it refers to.
PATH are transcripts, or a file made by `comention extract`. Pairs of which an episode is missing are left out and counted.

Printed are recall@10 (how many of the referred ones are among the first ten) and MRR (mean of 1 / rank; 0 beyond
the list), each over the pairs and over the episodes that refer to any: there recall is an episode's mean and the rank
that of its first referred one; hit@10 counts episodes with at least one among the ten. `--both` asks the other way
round as well: from the one referred to. `--halves` does it for random halves of the episodes; `--baseline` for the cosine
of TF-IDF over whole texts, too; `--floors` fails where recall@10 or MRR of the episodes is lower. Only the standard
library is needed.
"""
import argparse
import collections
import json
import math
import random
import re
import subprocess

MOST = 10
DEEP = 100


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("binary")
    parser.add_argument("pairs")
    parser.add_argument("paths", nargs="+")
    parser.add_argument("--show", help="where there are several shows: whose numbers the pairs hold")
    parser.add_argument("--both", action="store_true")
    parser.add_argument("--halves", action="store_true")
    parser.add_argument("--baseline", action="store_true")
    parser.add_argument("--floors", nargs=2, type=float, metavar=("RECALL", "MRR"))
    options = parser.parse_args()

    lists, paths = related(options)
    with open(options.pairs, encoding="utf-8") as table:
        rows = [line.split() for line in list(table)[1:] if line.strip()]
    all_pairs = [(int(one), int(other)) for one, other in rows]
    pairs = [pair for pair in all_pairs if pair[0] in paths and pair[1] in paths]
    print(f"{len(pairs)} of {len(all_pairs)} pairs, {len(paths)} episodes")
    tell("related", lists, pairs, options)
    if options.baseline:
        tell("TF-IDF", tf_idf(paths), pairs, options)
    if options.floors:
        check(of_episodes(lists, pairs), options.floors)


def check(reached, floors):
    for name, now, floor in zip(("recall@10", "MRR"), reached, floors):
        if now < floor:
            raise SystemExit(f"related: {name} is {now:.3f}, below the floor of {floor}")


def related(options):
    """For each episode's number the numbers of those related, best first; and each one's path."""
    command = [options.binary, "related", "--all", *options.paths, "-n", str(DEEP), "--format", "jsonl", "--quiet"]
    printed = subprocess.run(command, check=True, capture_output=True, encoding="utf-8").stdout
    lists, paths = {}, {}
    for line in printed.splitlines():
        found = json.loads(line)
        number = number_of(found["episode"], options.show)
        if number is not None:
            others = [number_of(other["episode"], options.show) for other in found["related"]]
            lists[number] = [other for other in others if other is not None]
            paths[number] = found["path"]
    return lists, paths


def number_of(episode, show):
    slug, _, number = episode.rpartition("/")
    return int(number) if number.isdigit() and show in (None, slug) else None


def tell(name, lists, pairs, options):
    print(f"{name:10} {figures(lists, pairs)}")
    if options.both:
        print(f"{'  both ways':10} {figures(lists, pairs + [(other, one) for one, other in pairs])}")
    if options.halves:
        episodes = sorted({one for one, _ in pairs})
        for seed in range(4):
            random.Random(seed).shuffle(episodes)
            half = set(episodes[: len(episodes) // 2])
            for kept in (half, set(episodes) - half):
                print(f"  half     {figures(lists, [pair for pair in pairs if pair[0] in kept])}")


def figures(lists, pairs):
    ranks = ranks_of(lists, pairs)
    flat = [rank for of_one in ranks.values() for rank in of_one]
    recall_of_episodes, mrr_of_episodes = of_episodes(lists, pairs)
    return (
        f"pairs ({len(flat)}): recall@10 {recall(flat):.3f}, MRR {mean([1 / rank for rank in flat]):.3f}; "
        f"episodes ({len(ranks)}): recall@10 {recall_of_episodes:.3f}, "
        f"hit@10 {recall([min(some) for some in ranks.values()]):.3f}, MRR {mrr_of_episodes:.3f}"
    )


def of_episodes(lists, pairs):
    ranks = ranks_of(lists, pairs).values()
    return mean([recall(some) for some in ranks]), mean([1 / min(some) for some in ranks])


def ranks_of(lists, pairs):
    ranks = collections.defaultdict(list)
    for one, other in pairs:
        found = lists[one]
        ranks[one].append(found.index(other) + 1 if other in found else math.inf)
    return ranks


def mean(values):
    return sum(values) / max(1, len(values))


def recall(ranks):
    return mean([rank <= MOST for rank in ranks])


def tf_idf(paths):
    """The same lists by whole texts: cosine of (1 + log count) * log(N / episodes) over words."""
    counts = {}
    for number, path in paths.items():
        with open(path, encoding="utf-8", errors="replace") as text:
            counts[number] = collections.Counter(re.findall(r"[a-z][a-z0-9'+#-]+", text.read().lower()))
    held = collections.Counter(word for words in counts.values() for word in words)
    holders = collections.defaultdict(list)
    for number, words in counts.items():
        weights = {word: (1 + math.log(count)) * math.log(len(counts) / held[word]) for word, count in words.items()}
        length = math.sqrt(sum(weight * weight for weight in weights.values())) or 1
        for word, weight in weights.items():
            if weight > 0 and held[word] > 1:
                holders[word].append((number, weight / length))
    likeness = {number: collections.Counter() for number in counts}
    for those in holders.values():
        for one, weight in those:
            for other, others in those:
                likeness[one][other] += weight * others
    ranked = lambda number: sorted(likeness[number].items(), key=lambda found: (-found[1], found[0]))
    return {number: [other for other, _ in ranked(number) if other != number] for number in counts}


if __name__ == "__main__":
    main()
