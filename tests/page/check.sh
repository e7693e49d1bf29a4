#!/usr/bin/env bash
# Opens pages and pictures in a browser and does with them what people do; fails where one does not do what it should.
#
#     tests/page/check.sh COMENTION [PICTURES]
#
# COMENTION is the program. Draws the examples, names made to hurt, and two large graphs. Sets up a driver for the browser
# in $TOOLS (by default target/tools) and installs Chromium and Node.js if they are missing. With a folder PICTURES,
# screenshots of the pages in it are made there instead, in three sizes, light and dark.
set -euo pipefail

if [ $# -lt 1 ] || [ $# -gt 2 ]; then
    sed -n '2,8s/^# \{0,1\}//p' "$0" >&2
    exit 2
fi
here=$(cd "$(dirname "$0")" && pwd)
tools=${TOOLS:-$here/../../target/tools}
mkdir -p "$tools/page"
tools=$(cd "$tools/page" && pwd)
comention=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")

missing=()
command -v chromium >/dev/null || missing+=(chromium)
command -v npm >/dev/null || missing+=(nodejs npm)
if [ ${#missing[@]} -gt 0 ]; then
    as_root=
    [ "$(id -u)" = 0 ] || as_root=sudo
    $as_root apt-get update -qq
    DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
fi
if ! { cmp -s "$here/package-lock.json" "$tools/package-lock.json" && [ -d "$tools/node_modules" ]; }; then
    cp "$here/package.json" "$here/package-lock.json" "$tools"
    npm ci --prefix "$tools" --silent --no-audit --no-fund || { rm "$tools/package-lock.json"; exit 1; }
fi
cp "$here"/*.mjs "$tools"

if [ $# = 2 ]; then
    node "$tools/screenshots.mjs" "$2"
    exit
fi

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
