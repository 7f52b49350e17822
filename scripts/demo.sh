#!/usr/bin/env bash
# One round of the model city, end to end. Called by `make demo` with BIN (the environment's programs) and DEMO (a folder).
set -euo pipefail

rm -rf "$DEMO"
mkdir -p "$DEMO"
export GOVCRAWL_VAR=$DEMO GOVCRAWL_DELAY=0
unset GOVCRAWL_DATABASE_URL

"$BIN/govcrawl" modelcity serve --scenario 2020q4 > "$DEMO/city.log" 2>&1 &
city=$!
trap 'kill $city 2>/dev/null; wait $city 2>/dev/null || true' EXIT

for _ in $(seq 100); do
    grep -q '^http_proxy=' "$DEMO/city.log" && break
    kill -0 $city 2>/dev/null || { cat "$DEMO/city.log" >&2; exit 1; }
    sleep 0.2
done
proxy=$(sed -n 's/^http_proxy=//p' "$DEMO/city.log")

at() { # at TIME COMMAND...: run a command as if at that time, since the model city stands still in 2020
    GOVCRAWL_CLOCK=$1 "${@:2}"
}

echo "一、台账与轮次"
at 2020-11-10T09:00 "$BIN/govcrawl" ledger import seeds
at 2020-11-10T09:00 "$BIN/govcrawl" round open 2020Q4

echo "二、抓取（模型城市）"
export http_proxy=$proxy no_proxy=
at 2020-11-17T20:00 "$BIN/scrapy" crawl govsites -a round=2020Q4 -s LOG_LEVEL=WARNING
at 2020-11-24T20:00 "$BIN/scrapy" crawl newmedia -a round=2020Q4 -s LOG_LEVEL=WARNING
unset http_proxy no_proxy

echo "三、研判与复核"
at 2020-11-28T09:00 "$BIN/report" judge --round 2020Q4 > "$DEMO/judge.txt"
tail -n 3 "$DEMO/judge.txt" # one line for sites, one for accounts, one for what waits; above them every finding
at 2020-11-28T09:00 "$BIN/report" review import seeds/decisions/2020Q4.csv --round 2020Q4

echo "四、通报"
at 2020-11-30T09:00 "$BIN/report" build --round 2020Q4 --format md,json,html,xlsx
grep '^|' "$DEMO"/bulletins/2020Q4/*.md | grep -v -e '| 無 |$' -e '^| ---' # the annex's rows of sites with problems, below their heading
echo "检查发现逐项：$DEMO/judge.txt"
