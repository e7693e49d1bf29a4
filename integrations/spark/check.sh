#!/usr/bin/env bash
# Tests the Spark package on a Spark with executors in processes of their own; fails on a warning of its linters, too.
#
#     integrations/spark/check.sh COMENTION [FOLDER]
#
# COMENTION is the program, FOLDER holds texts, else the examples are taken. Sets up Python packages in $TOOLS (by default
# target/tools), as pyproject.toml lists them, and installs Java 17 if there is none. Two executors of 1 GB, and 1 GB for Spark.
set -euo pipefail

if [ $# -lt 1 ] || [ $# -gt 2 ]; then
    sed -n '2,7s/^# \{0,1\}//p' "$0" >&2
    exit 2
fi
here=$(cd "$(dirname "$0")" && pwd)
tools=${TOOLS:-$here/../../target/tools}
mkdir -p "$tools"
tools=$(realpath "$tools")
export COMENTION COMENTION_TEXTS
COMENTION=$(realpath "$1")
COMENTION_TEXTS=$(realpath "${2:-$here/../../examples/episodes}")

if ! command -v java >/dev/null; then
    as_root=
    [ "$(id -u)" = 0 ] || as_root=sudo
    $as_root apt-get update -qq
    DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -qq openjdk-17-jre-headless >/dev/null
fi
if ! cmp -s "$here/pyproject.toml" "$tools/spark/pyproject.toml"; then
    python3 -m venv "$tools/spark"
    "$tools/spark/bin/pip" install --quiet --disable-pip-version-check -e "$here[test]"
    cp "$here/pyproject.toml" "$tools/spark"
fi
cd "$here"
"$tools/spark/bin/ruff" format --check --quiet .
"$tools/spark/bin/ruff" check --quiet .
"$tools/spark/bin/mypy"
"$tools/spark/bin/pytest"
