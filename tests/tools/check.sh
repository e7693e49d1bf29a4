#!/usr/bin/env bash
# Loads exported graphs in the tools they are for; fails on an error, a warning, or a name or weight that got lost.
#
#     tests/tools/check.sh COMENTION [FOLDER]
#
# COMENTION is the program. Loads the snapshots, whose names are nasty, and a graph of 2,000 names from the texts in FOLDER,
# else of the examples. Sets up Python and JavaScript packages in $TOOLS (by default target/tools) and installs Graphviz and
# Node.js if they are missing.
set -euo pipefail

if [ $# -lt 1 ] || [ $# -gt 2 ]; then
    sed -n '2,8s/^# \{0,1\}//p' "$0" >&2
    exit 2
fi
here=$(cd "$(dirname "$0")" && pwd)
tools=${TOOLS:-$here/../../target/tools}
comention=$1
texts=${2:-$here/../../examples/episodes}
mkdir -p "$tools"

# Whether what is installed in a folder is what the file beside this script lists.
is_as_listed() { cmp -s "$here/$1" "$tools/$2/$1"; }

if ! is_as_listed requirements.txt python; then
    python3 -m venv "$tools/python"
    "$tools/python/bin/pip" install --quiet --disable-pip-version-check -r "$here/requirements.txt"
    cp "$here/requirements.txt" "$tools/python"
fi
missing=()
command -v dot >/dev/null || missing+=(graphviz)
command -v npm >/dev/null || missing+=(nodejs npm)
if [ ${#missing[@]} -gt 0 ]; then
    as_root=
    [ "$(id -u)" = 0 ] || as_root=sudo
    $as_root apt-get update -qq
    DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -qq "${missing[@]}" >/dev/null
fi
if ! { is_as_listed package-lock.json node && [ -d "$tools/node/node_modules" ]; }; then
    mkdir -p "$tools/node"
    cp "$here/package.json" "$tools/node"
    cp "$here/package-lock.json" "$tools/node/package-lock.json"
    npm ci --prefix "$tools/node" --silent --no-audit --no-fund || { rm "$tools/node/package-lock.json"; exit 1; }
fi
cp "$here/load_json.mjs" "$tools/node"

out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
# Sentences keep it to some thousand pairs, which all tools load in seconds.
"$comention" extract "$texts" -q -o "$out/mentions.jsonl"
for ending in json dot gexf graphml cyjs graphology.json vosviewer.json csv ttl jsonld; do
    "$comention" graph "$out/mentions.jsonl" -q --top 2000 --window sentence --weight cosine --quotes 1 \
        -o "$out/texts.$ending"
done
for stem in "$here/../snapshots/small" "$out/texts"; do
    "$tools/python/bin/python" "$here/load_exports.py" "$stem" "$tools/node"
done
