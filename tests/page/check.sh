#!/usr/bin/env bash
# Opens pages and pictures in a browser and does with them what people do; fails where one does not do what it should.
#
#     tests/page/check.sh COMENTION
#
# COMENTION is the program. Draws the examples, names made to hurt, and two large graphs.
set -euo pipefail

if [ $# != 1 ]; then
    sed -n '2,6s/^# \{0,1\}//p' "$0" >&2
    exit 2
fi
comention=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
. "$(dirname "$0")/setup.sh"

out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
export PAGES=$out
node "$tools/texts.mjs" "$out"
cd "$here/../../examples"
for ending in html svg; do
    "$comention" graph episodes -q -o "$out/examples.$ending"
    "$comention" graph episodes -q --threads 1 -o "$out/again.$ending"
    cmp "$out/examples.$ending" "$out/again.$ending"
    "$comention" graph "$out/hostile.jsonl" -q -o "$out/hostile.$ending"
    "$comention" graph "$out/many.jsonl" -q --window sentence --lines 12 -o "$out/many.$ending"
done
"$comention" graph episodes -q --weight count,log_likelihood --lines 1000000 -o "$out/whole.html"
"$comention" graph episodes -q --top 20 --nodes both -o "$out/both.html"
"$comention" graph "$out/crowd.jsonl" -q --window sentence --top 10000 --quotes 1 -o "$out/crowd.html"
"$comention" graph "$out/none.jsonl" -q -o "$out/none.html"
"$comention" related --all episodes -q -n 8 --format jsonl -o "$out/related.jsonl"
node --test --test-concurrency=1 "$tools"/*.test.mjs
