# Sets up a driver for the browser in $TOOLS (by default target/tools), and installs Chromium and Node.js if they are
# missing; then $tools is where the scripts beside this one can be run. Sourced by the others.
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
tools=${TOOLS:-$here/../../target/tools}/page
mkdir -p "$tools"
tools=$(cd "$tools" && pwd)

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
