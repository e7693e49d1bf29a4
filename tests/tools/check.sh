#!/usr/bin/env bash
# Loads exported graphs in the tools they are for; fails on an error or a warning.
#
#     tests/tools/check.sh GRAPH.json GRAPH.dot
#
# Sets up a Python environment in $TOOLS_VENV (by default target/tools-venv) and installs Graphviz if it is missing.
set -euo pipefail

if [ $# -ne 2 ]; then
    sed -n '2,6s/^# \{0,1\}//p' "$0" >&2
    exit 2
fi
here=$(cd "$(dirname "$0")" && pwd)
venv=${TOOLS_VENV:-$here/../../target/tools-venv}

if ! cmp -s "$here/requirements.txt" "$venv/requirements.txt"; then
    python3 -m venv "$venv"
    "$venv/bin/pip" install --quiet --disable-pip-version-check -r "$here/requirements.txt"
    cp "$here/requirements.txt" "$venv/requirements.txt"
fi
if ! command -v dot >/dev/null; then
    as_root=
    [ "$(id -u)" = 0 ] || as_root=sudo
    $as_root apt-get update -qq
    DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -qq graphviz >/dev/null
fi

"$venv/bin/python" "$here/load_graph.py" "$1" "$here/../../schema/graph.schema.json"

out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
dot -Tsvg -o "$out/graph.svg" "$2" 2>"$out/warnings"
if [ -s "$out/warnings" ]; then
    echo "$2: dot -Tsvg warns:" >&2
    cat "$out/warnings" >&2
    exit 1
fi
python3 -c 'import sys, xml.sax as sax; sax.parse(sys.argv[1], sax.ContentHandler())' "$out/graph.svg"
nodes=$(grep -c '^  n[0-9]* \[' "$2" || true)
edges=$(grep -c '^  n[0-9]* -- ' "$2" || true)
drawn_nodes=$(grep -c 'class="node"' "$out/graph.svg" || true)
drawn_edges=$(grep -c 'class="edge"' "$out/graph.svg" || true)
if [ "$nodes $edges" != "$drawn_nodes $drawn_edges" ]; then
    echo "$2: $nodes nodes and $edges edges, but $drawn_nodes and $drawn_edges were drawn" >&2
    exit 1
fi
echo "$2: $nodes nodes, $edges edges, drawn by $(dot -V 2>&1)"
