#!/usr/bin/env bash
# Reads the measured résumés and the hostile files, where `../shared` is beside the project, and prints the
# scorers' tables. Fails when a figure falls below what the project promises.
. "$(dirname "${BASH_SOURCE[0]}")/setup.sh"

shared=$root/../shared
if [ ! -d "$shared/corpus" ]; then
  say "NOT MEASURED: $shared/corpus is not there, so the reading of real layouts was not scored"
  exit 0
fi
need_packages "${build_packages[@]}" python3
need_rust

# Whole-program optimisation is for releases; the figures of reading do not need it.
export CARGO_PROFILE_RELEASE_LTO=off CARGO_PROFILE_RELEASE_CODEGEN_UNITS=16
say "building the command"
cargo build --release --locked --quiet -p candela-cli
candela=$root/target/release/candela
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

say "reading the measured résumés"
"$candela" read "$shared/corpus/dev" --json --as-of 2026-11-15 >"$work/dev.jsonl"
python3 "$shared/corpus/score/score.py" --truth "$shared/corpus/dev/truth.jsonl" --got "$work/dev.jsonl" \
  --list-errors 5 --json "$work/dev.json"
python3 scripts/floors.py "$work/dev.json"

say "exchanging names, pronouns and schools of the measured résumés"
# As the other tests are built, so that nothing is built anew.
CANDELA_SWAP_FOLDER=$shared/corpus/dev \
  cargo test --workspace --locked --quiet ${features[@]+"${features[@]}"} --test swap -- --nocapture

say "reading the hostile files"
"$candela" read "$shared/hostile/files" --json >"$work/hostile.jsonl"
python3 "$shared/corpus/score/score.py" --truth "$shared/hostile/truth.jsonl" --got "$work/hostile.jsonl"

say "importing the measured résumés into a pool"
"$candela" import "$shared/corpus/dev" --pool "$work/pool" --as-of 2026-11-15
"$candela" search 'django postgres' --pool "$work/pool" --limit 5
say "holding labelled searches against the truth"
python3 scripts/search_score.py "$candela" "$work/pool" "$shared/corpus/dev/truth.jsonl"

double=$shared/github-api
if [ ! -d "$double" ] || ! command -v node >/dev/null; then
  say "NOT MEASURED: the local GitHub server or Node is not there, so signals of accounts were not scored"
  exit 0
fi
say "looking at the accounts of the local GitHub server"
cp -r "$double" "$work/github"
(cd "$work/github" && npm ci --omit=dev --silent)
node "$work/github/src/server.mjs" --port 0 >"$work/github.log" &
server=$!
trap 'kill "$server"; rm -rf "$work"' EXIT
for _ in $(seq 50); do
  url=$(grep -o 'http://[0-9.:]*' "$work/github.log" | head -1) && [ -n "$url" ] && break
  sleep 0.2
done
mapfile -t logins < <(curl -fsS "$url/_expected" | python3 -c 'import json, sys; print(*json.load(sys.stdin)["accounts"], sep="\n")')
CANDELA_GITHUB_API=$url CANDELA_GITHUB_TOKEN=ghp_test_measure \
  "$candela" github "${logins[@]}" --json --pool "$work/pool" >"$work/github.jsonl"
python3 "$double/score.py" --url "$url" --got "$work/github.jsonl" --fail-under 0.95 | tee "$work/github.score"
say "holding evidence and calls to their floors"
python3 - "$url" "$work/github.score" "${#logins[@]}" <<'PYTHON'
import json, re, sys, urllib.request
url, score, accounts = sys.argv[1], open(sys.argv[2]).read(), int(sys.argv[3])
right, judged = map(int, re.search(r"evidence (\d+)/(\d+)\n", score[score.index("precision"):]).groups())
calls = json.load(urllib.request.urlopen(url + "/_stats"))["total"]["requests"]
print(f"evidence right {right / judged:.3f} (floor 0.95), calls an account {calls / accounts:.2f} (ceiling 2.0)")
sys.exit(right / judged < 0.95 or calls / accounts > 2.0)
PYTHON
say "looking at many accounts, and at a hundred under each fault"
python3 scripts/github_faults.py --server "$work/github" --candela "$candela"
