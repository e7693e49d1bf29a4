#!/usr/bin/env bash
# Makes the pictures of the README from the example episodes, or pictures of pages, to be looked at.
#
#     tests/page/pictures.sh COMENTION [FOLDER]
#
# COMENTION is the program. With FOLDER, makes pictures of the pages in it beside them instead, in three sizes, light and
# dark.
set -euo pipefail

if [ $# -lt 1 ] || [ $# -gt 2 ]; then
    sed -n '2,7s/^# \{0,1\}//p' "$0" >&2
    exit 2
fi
comention=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
folder=${2:+$(cd "$2" && pwd)}
. "$(dirname "$0")/setup.sh"
if [ -n "$folder" ]; then
    node "$tools/screenshots.mjs" "$folder"
    exit
fi
cd "$here/../.."
page=$(mktemp -d)
trap 'rm -rf "$page"' EXIT
"$comention" graph examples/episodes -q -o docs/topics.svg
"$comention" graph examples/episodes -q -o "$page/topics.html"
node "$tools/screenshots.mjs" "$page/topics.html" "#name=project:anyio" docs/page.png
