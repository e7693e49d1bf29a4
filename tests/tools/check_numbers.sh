#!/usr/bin/env bash
# Works out with NetworkX and SciPy what comention says of graphs, and compares.
#
#     tests/tools/check_numbers.sh COMENTION PATH... [-- OPTION...]
#
# Draws graphs of the texts at PATH with the program COMENTION, each with the options given. Sets up a Python environment
# in $TOOLS_VENV (by default target/tools-venv).
set -euo pipefail

if [ $# -lt 2 ]; then
    sed -n '2,7s/^# \{0,1\}//p' "$0" >&2
    exit 2
fi
here=$(cd "$(dirname "$0")" && pwd)
venv=${TOOLS_VENV:-$here/../../target/tools-venv}

if ! cmp -s "$here/requirements.txt" "$venv/requirements.txt"; then
    python3 -m venv "$venv"
    "$venv/bin/pip" install --quiet --disable-pip-version-check -r "$here/requirements.txt"
    cp "$here/requirements.txt" "$venv/requirements.txt"
fi
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT

comention=$1
shift
paths=()
while [ $# -gt 0 ] && [ "$1" != "--" ]; do
    paths+=("$1")
    shift
done
[ $# -eq 0 ] || shift
"$comention" extract "${paths[@]}" --quiet -o "$out/all.jsonl"

# draw NAME OPTION...: the graph with every weight, whole and cut by either test.
draw() {
    local name=$1
    shift
    local all=(graph "$out/all.jsonl" --quiet --weight count,jaccard,cosine,association,npmi,log-likelihood "$@")
    "$comention" "${all[@]}" -o "$out/$name.json"
    "$comention" "${all[@]}" --backbone 0.05 --backbone-test exact -o "$out/$name.exact.json"
    "$comention" "${all[@]}" --backbone 0.05 --backbone-test disparity -o "$out/$name.disparity.json"
    "$venv/bin/python" "$here/check_numbers.py" "$out/$name.json" "$out/$name.exact.json" "$out/$name.disparity.json"
}
draw sentence --window sentence "$@"
draw turn --window turn --resolution 1.5 "$@"
draw episodes --nodes episodes "$@"
draw both --nodes both --window 3sentences "$@"
