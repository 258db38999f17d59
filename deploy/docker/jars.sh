#!/bin/sh
# Builds Assay and collects what images are made of: jars.sh FOLDER
set -eu
to=$1
cd "$(dirname "$0")/../.."
[ -n "${ASSAY_BUILT:-}" ] || mvn -B -ntp -q -Dmaven.test.skip=true -Djacoco.skip=true package
mkdir -p "$to/tools/lib"
for service in gradient-ingest-service evaluation-service rating-service weight-setter-service; do
    cp "$service/target/$service-0.1.0-app.jar" "$to/$service.jar"
done
# bench sees every module; itself it is not needed.
tr ':' '\n' <bench/target/classpath | xargs cp -t "$to/tools/lib"
