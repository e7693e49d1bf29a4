#!/usr/bin/env bash
# Counts the instructions of extraction as a text and a dictionary grow; fails where they grow faster than they may.
#
#     tests/tools/growth.sh COMENTION TEXT
#
# COMENTION is the program, TEXT a transcript: read once, twice, four and eight times over as one long episode, then once with
# 15,000 and with 150,000 invented names beside the built-in ones. Needs Valgrind.
set -euo pipefail

if [ $# -ne 2 ]; then
    sed -n '2,7s/^# \{0,1\}//p' "$0" >&2
    exit 2
fi
comention=$1
text=$2
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# What extraction of the text costs, reading and the dictionary left out: the label, millions of instructions, mentions.
count() {
    local label=$1 instructions
    shift
    valgrind --tool=callgrind --callgrind-out-file="$scratch/calls" --toggle-collect='*::Extractor::extract' \
        "$comention" extract "$scratch/talk-1.txt" --threads 1 --no-config --quiet -o "$scratch/out.jsonl" "$@" 2> "$scratch/told"
    instructions=$(sed -n 's/.*Collected : //p' "$scratch/told")
    echo "$label $((instructions / 1000000)) $(grep -o '"surface"' "$scratch/out.jsonl" | wc -l)" | tee -a "$scratch/counts"
}

# So many names of one or two words; one in three begins with a common word, as many names do.
names() {
    awk -v count="$1" 'BEGIN {
        split("ba ce di fo gu ja ke li mo nu pa qui ra se ti vo wu xa ye zo", syllable, " ")
        split("open the fast", common, " ")
        print "name\tkind"
        for (number = 0; number < count; number++) {
            name = "Zub"
            for (rest = number; rest > 0; rest = int(rest / 20)) name = name syllable[rest % 20 + 1]
            print (number % 3 == 0 ? common[number % 9 / 3 + 1] " " : "") name "\tlibrary"
        }
    }'
}

echo "what, million instructions, mentions"
for times in 1 2 4 8; do
    for ((time = 0; time < times; time++)); do cat "$text"; echo; done > "$scratch/talk-1.txt"
    count "text×$times"
done
cp "$text" "$scratch/talk-1.txt"
for names in 15000 150000; do
    names "$names" > "$scratch/names.tsv"
    count "names+$names" --dictionary "$scratch/names.tsv"
done

# Eight times the text may cost a tenth more than eight times as much, ten times the names half more.
awk '{ cost[$1] = $2 } END {
    exit !(cost["text×8"] <= 8.8 * cost["text×1"] && cost["names+150000"] <= 1.5 * cost["names+15000"])
}' "$scratch/counts"
