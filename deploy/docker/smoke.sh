#!/bin/bash
# Brings the compose file's localnet up, waits for verdicts, restarts the broker, waits for more, has the record
# recomputed, and tells starts, sizes and memory: smoke.sh [KEEP]
# Other images than the compose file's: COMPOSE_ENV_FILES=.env.example,deploy/docker/local.env. What it starts has a name of
# its own, and is taken away at the end unless a word is given.
# WITHOUT names services that are left out, such as kafka-ui and grafana where their images cannot be had.
set -euo pipefail
cd "$(dirname "$0")/../.."
export COMPOSE_PROJECT_NAME=assay-smoke
export COMPOSE_PROFILES=localnet
files=()
for file in $(tr ',' ' ' <<<"${COMPOSE_ENV_FILES:-.env.example}"); do files+=(--env-file "$file"); done
unset COMPOSE_ENV_FILES
compose() { docker compose "${files[@]}" "$@"; }
log() { printf '%s  %s\n' "$(date +%T)" "$*"; }

mapfile -t services < <(compose config --services | grep -vxF -f <(tr ' ' '\n' <<<"${WITHOUT:-none}"))

finish() {
    code=$?
    if [ $code -ne 0 ]; then
        compose ps -a || true
        compose logs --tail 15 || true
    fi
    [ -n "${keep:-}" ] || compose down --volumes --timeout 20 >/dev/null 2>&1 || true
    exit $code
}
keep=${1:-}
trap finish EXIT

# The newest settled window, from the page's own API.
newest() { curl -fsS --max-time 5 http://127.0.0.1:7413/api/v1/peers 2>/dev/null | sed -n 's/.*"window":\([0-9]*\),"verdictHash".*/\1/p' | head -n 1; }

await_after() {
    local from=$1 limit=$((SECONDS + $2)) now
    while [ $SECONDS -lt $limit ]; do
        now=$(newest || true)
        if [ -n "$now" ] && [ "$now" -gt "$from" ]; then
            echo "$now"
            return 0
        fi
        sleep 1
    done
    echo "smoke.sh: no verdict after window $from within $2 s" >&2
    return 1
}

began=$SECONDS
compose up --no-build --detach --wait --wait-timeout 300 "${services[@]}"
log "healthy after $((SECONDS - began)) s: ${services[*]}"
first=$(await_after 0 120)
second=$(await_after "$((first + 2))" 120)
log "verdicts of windows $first to $second"
curl -fsS http://127.0.0.1:7413/api/v1/windows/"$second" | grep -q '"outcome"\|"uid"' || { echo "smoke.sh: window $second names no peer" >&2; exit 1; }

compose restart --timeout 60 kafka
log "the broker was restarted"
third=$(await_after "$((second + 1))" 180)
log "verdict of window $third after the restart"

compose run --rm --no-deps -T store audit --bootstrap kafka:9092
log "how long each took to start:"
compose logs --no-color --no-log-prefix "${services[@]}" | sed -n 's/.*: Started \([A-Za-z]*\) in .*(process running for \([0-9.]*\)).*/\1 \2 s/p'
log "what each takes:"
docker stats --no-stream --format '{{.Name}} {{.MemUsage}}' $(compose ps -q)
for image in $(compose config --images "${services[@]}" | sort -u); do
    docker image inspect --format '{{index .RepoTags 0}} {{.Size}}' "$image"
done
