#!/usr/bin/env bash
# compare.sh [TREE [RUNS]]: hplint beside the floor (examples/floor.rs: walk, read and comrak-parse the same tree).
#
# Three figures: CPU time on TREE as a multiple of the floor's, in alternated runs, the least of each; CPU time of one
# 5 KB page; peak memory on 3,000 generated pages of 10 KB. Without TREE the generated pages serve for the first, too.
# CPU time is user and system together: wall time on a busy machine says little. FEATURES=jemalloc builds with it.
set -euo pipefail
export LC_ALL=C

here=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
target=${CARGO_TARGET_DIR:-$here/target}
tree=${1:-}
runs=${2:-10}
hplint=$target/release/hplint
floor=$target/release/examples/floor
TIMEFORMAT='%3U %3S'

made=$(mktemp -d)
trap 'rm -rf "$made"' EXIT

# milliseconds COMMAND…: CPU time, rounded down; findings are no failure.
milliseconds() {
  local spent
  spent=$({ time "$@" >/dev/null 2>&1 || [ $? = 1 ]; } 2>&1)
  awk -v spent="$spent" 'BEGIN { split(spent, part); printf "%d\n", (part[1] + part[2]) * 1000 + 0.5 }'
}

# page KILOBYTES: invented text of that size.
page() {
  awk -v size="$1" 'BEGIN {
    printf "---\ntitle: Rivers\n---\n\n# Ada Example\n\n"
    for (n = 1; written < size * 1000; n++) {
      text = sprintf("## Part %d\n\nI study how water moves through *very* old sediment; see [the talks](#part-%d).\n\n" \
        "- **Slow Rivers, part %d.** Lena Brandt\\*, **Ada Example**, Oscar Ruiz. *Quiet Waters* [[pdf]](https://a.example/%d)\n\n", n, n, n, n)
      written += length(text)
      printf "%s", text
    }
  }'
}

# peak COMMAND…: the most memory that was ever resident, in MB.
peak() {
  local high=0 now
  if [ -x /usr/bin/time ]; then
    /usr/bin/time -f %M "$@" 2>&1 >/dev/null | tail -1 | awk '{ printf "%.1f\n", $1 / 1024 }'
    return
  fi
  "$@" >/dev/null 2>&1 &
  # The kernel keeps the high-water mark; the last look at it is near the end.
  while now=$(awk '/^VmHWM/ { print $2 }' "/proc/$!/status" 2>/dev/null) && [ -n "$now" ]; do
    high=$now
  done
  wait $! || [ $? = 1 ]
  awk -v high="$high" 'BEGIN { printf "%.1f\n", high / 1024 }'
}

(cd "$here" && cargo build --release --locked ${FEATURES:+--features "$FEATURES"} --bin hplint --example floor)

mkdir "$made/many"
page 10 >"$made/page.md"
for ((i = 0; i < 3000; i++)); do
  ((i % 100 != 0)) || mkdir "$made/many/$((i / 100))"
  cp "$made/page.md" "$made/many/$((i / 100))/$i.md"
done
page 5 >"$made/one.md"
[ -n "$tree" ] || tree=$made/many

printf '%s: %s\n' "$tree" "$("$floor" "$tree")"
least_floor= least_hplint=
for ((i = 0; i < runs; i++)); do
  spent=$(milliseconds "$floor" "$tree")
  ((i > 0 && spent >= least_floor)) || least_floor=$spent
  spent=$(milliseconds "$hplint" "$tree")
  ((i > 0 && spent >= least_hplint)) || least_hplint=$spent
done
awk -v floor="$least_floor" -v hplint="$least_hplint" 'BEGIN {
  printf "CPU: floor %d ms, hplint %d ms, %.2f times (goal: 2)\n", floor, hplint, hplint / (floor ? floor : 1)
}'

often() { for ((j = 0; j < 50; j++)); do "$hplint" "$made/one.md" || true; done; }
awk -v spent="$(milliseconds often)" 'BEGIN { printf "start-up: %.1f ms of CPU for a page of 5 KB (goal: 5)\n", spent / 50 }'
printf 'memory: %s MB for 3,000 pages of 10 KB (goal: 60)\n' "$(peak "$hplint" "$made/many")"
