#!/bin/sh
# Starts a service's context beside a localnet and ends it again, and keeps what that loaded: train.sh SERVICE JARS APP
# Without the cache the service runs as well, so nothing that fails here is fatal.
set -eu
service=$1
jars=$2
app=$3
here=$(dirname "$0")
work=$(mktemp -d)
base=17400
# What PyTorch unpacks is the service's, not the localnet's.
DJL_CACHE_DIR=$work/djl java -Xmx1g -XX:+UseSerialGC --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow \
    -Dai.djl.offline=true -cp "$jars/tools/lib/*" io.assay.localnet.LocalnetMain \
    --data "$work/data" --miners idle=1 --port-base $base >"$work/localnet" 2>&1 &
localnet=$!
tries=0
until grep -q '^ready after' "$work/localnet"; do
    tries=$((tries + 1))
    if [ $tries -gt 180 ] || ! kill -0 $localnet 2>/dev/null; then
        cat "$work/localnet" >&2
        break
    fi
    sleep 1
done
key() { sed -n "s/^s3 .*$1 *\([0-9a-f]*\).*/\1/p" "$work/localnet" | head -n 1; }
grep -v AOTCache= "$app/command" >"$work/command"
cd "$work"
java -XX:AOTCacheOutput="$app/app.aot" -Xlog:aot=error,cds=error -Dspring.context.exit=onRefresh "@$work/command" \
    --server.port=0 --management.server.port=0 --assay.hparams.file="$here/hparams.json" \
    --assay.kafka.bootstrap-servers=127.0.0.1:$((base + 1)) --assay.s3.endpoint=http://127.0.0.1:$((base + 2)) \
    --assay.s3.bucket=assay --assay.s3.access-key-id="$(key key)" --assay.s3.secret-access-key="$(key secret)" \
    --assay.chain.endpoints=ws://127.0.0.1:$((base + 3)) --assay.ingest.bucket-endpoint=http://127.0.0.1:$((base + 2)) \
    --assay.evaluation.directory="$work/evaluation" --assay.rating.state-dir="$work/state" \
    --assay.rating.application-id=training --assay.weights.hotkey-seed-file="$work/data/keys/validator.seed" \
    >"$work/training" 2>&1 || true
if [ ! -s "$app/app.aot" ]; then
    echo "no AOT cache of $service: it starts without one" >&2
    tail -n 30 "$work/training" >&2
    : >"$app/app.aot"
fi
kill -9 $localnet 2>/dev/null || true
wait $localnet 2>/dev/null || true
rm -rf "$work"
