# What a developer does often. `just` alone lists it.

_list:
    @just --list --unsorted

# Bring the code into the usual form.
fmt:
    cargo fmt

# Warnings that fail the build.
lint:
    cargo clippy --all-targets -- -D warnings

# All tests, or those whose name holds FILTER.
test *FILTER:
    cargo test --release -- {{FILTER}}

# The library's documentation; a broken link is an error.
docs:
    RUSTDOCFLAGS="-D warnings" cargo doc --no-deps

# Speed, with the mentions found beside every time.
bench *ARGS:
    cargo bench -- {{ARGS}}

# Speed beside what people would use else: the peers' scripts are kept outside (`--peers`); needs the package index.
bench-peers *ARGS:
    cargo build --release
    tests/tools/peers.py "${CARGO_TARGET_DIR:-target}/release/comention" {{ARGS}}

# What extraction of a transcript costs as it grows, and with many names; needs Valgrind.
growth TEXT:
    cargo build --release
    tests/tools/growth.sh "${CARGO_TARGET_DIR:-target}/release/comention" {{TEXT}}

# What a graph of ten million mentions costs; makes 3 GB of extraction files in FOLDER.
many FOLDER:
    cargo build --release
    tests/tools/many_mentions.py {{FOLDER}}
    /usr/bin/time -v "${CARGO_TARGET_DIR:-target}/release/comention" graph {{FOLDER}} --quotes 0 -o {{FOLDER}}/many.json

# Rewrite the snapshots and the README's outputs; look at the diff before committing.
bless:
    BLESS=1 cargo test --release

# Mentions right and found, against the floors.
accuracy:
    cargo build --release
    python3 .ci/floors.py "${CARGO_TARGET_DIR:-target}/release/comention"

# The graph of the example episodes, as JSON and as a picture's source.
examples:
    cargo run --release -- graph examples/episodes -o graph.json
    cargo run --release -- graph examples/episodes -o graph.dot

# The pictures in the README, of the example episodes; needs Chromium and Node.js, or installs them.
pictures:
    cargo build --release
    tests/page/pictures.sh "${CARGO_TARGET_DIR:-target}/release/comention"

# What people do with a page, in a browser.
page:
    cargo build --release
    tests/page/check.sh "${CARGO_TARGET_DIR:-target}/release/comention"

# The Spark package, on two executors; needs Java, or installs it.
spark:
    cargo build --release --features arrow
    integrations/spark/check.sh "${CARGO_TARGET_DIR:-target}/release/comention"

# What `--format arrow` writes.
arrow:
    cargo test --release --features arrow --test cli --bin comention -- arrow episodes

# Exactly what is checked before a merge.
ci:
    .ci/run
