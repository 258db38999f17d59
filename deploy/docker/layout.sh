#!/bin/sh
# Unpacks a service's jar so that its class path is plain, and writes how it is started: layout.sh SERVICE JARS TO
set -eu
service=$1
jars=$2
to=$3
vector=
heap=60
more=
case $service in
    gradient-ingest-service) port=7421 vector=--add-modules=jdk.incubator.vector ;;
    # PyTorch's memory is not the heap's.
    evaluation-service) port=7422 vector=--add-modules=jdk.incubator.vector heap=25 more=-Dai.djl.offline=true ;;
    rating-service) port=7423 ;;
    weight-setter-service) port=7424 ;;
    *)
        echo "there is no service '$service': build with --build-arg SERVICE=gradient-ingest-service," \
            "evaluation-service, rating-service or weight-setter-service" >&2
        exit 2
        ;;
esac
java -Djarmode=tools -jar "$jars/$service.jar" extract --force --destination "$to"
echo "$port" >"$to/management-port"
{
    printf '%s\n' -XX:AOTCache="$to/app.aot" -XX:MaxRAMPercentage=$heap -XX:+ExitOnOutOfMemoryError \
        --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow
    [ -z "$vector" ] || echo "$vector"
    [ -z "$more" ] || echo "$more"
    printf '%s\n' -jar "$to/$service.jar"
} >"$to/command"
