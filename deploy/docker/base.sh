#!/bin/bash
# Makes, from Debian's packages, Maven's artifacts and this machine's JDK 25, the images that are pulled elsewhere:
#
#   base.sh run          assay-base/run         Debian 13, for RUN_IMAGE
#   base.sh build        assay-base/build       the same with a JDK 25 and Maven, for BUILD_IMAGE
#   base.sh jars         assay-base/jars        what jars.sh collects here, for JARS: the build itself need not be repeated
#   base.sh kafka        assay-base/kafka       Apache Kafka's broker with the environment of apache/kafka
#   base.sh prometheus   assay-base/prometheus  Debian's prometheus
#   base.sh all
#
# deploy/docker/local.env names them for docker compose.
set -euo pipefail
cd "$(dirname "$0")/../.."
tag=0.1.0
suite=trixie
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

jdk25() {
    local home
    for home in "${JAVA_HOME:-}" /usr/lib/jvm/*; do
        if [ -f "$home/release" ] && grep -q '^JAVA_VERSION="25' "$home/release"; then
            printf '%s\n' "$home"
            return 0
        fi
    done
    echo "base.sh: no JDK 25 in JAVA_HOME or /usr/lib/jvm" >&2
    return 1
}

have() { docker image inspect "$1:$tag" >/dev/null 2>&1; }

# Neither builder is asked for more than COPY, so that any will do.
image() { docker build -q -t "$1:$tag" "$2"; }

run() {
    have assay-base/run && return
    command -v debootstrap >/dev/null || { echo "base.sh: debootstrap is needed" >&2; return 1; }
    debootstrap --variant=minbase --include=busybox "$suite" "$work/root" >"$work/log" 2>&1 ||
        { tail -n 20 "$work/log" >&2; return 1; }
    rm -rf "$work"/root/var/cache/apt/archives/*.deb "$work"/root/var/lib/apt/lists/* "$work"/root/usr/share/{doc,man,locale}/*
    tar -C "$work/root" -c . | docker import -c 'CMD ["bash"]' - "assay-base/run:$tag"
}

build() {
    have assay-base/build && return
    run
    mkdir -p "$work/build"
    cp -aL "$(jdk25)" "$work/build/jdk"
    rm -f "$work/build/jdk/lib/src.zip"
    cp -aL /usr/share/maven "$work/build/maven"
    cat >"$work/build/Dockerfile" <<TEXT
FROM assay-base/run:$tag
COPY jdk /opt/java/openjdk
COPY maven /opt/maven
ENV JAVA_HOME=/opt/java/openjdk MAVEN_HOME=/opt/maven PATH=/opt/java/openjdk/bin:/opt/maven/bin:/usr/bin:/bin:/usr/sbin:/sbin
TEXT
    image assay-base/build "$work/build"
}

jars() {
    ASSAY_BUILT=yes deploy/docker/jars.sh "$work/jars/jars"
    printf 'FROM scratch\nCOPY jars /jars\n' >"$work/jars/Dockerfile"
    image assay-base/jars "$work/jars"
}

kafka() {
    have assay-base/kafka && return
    run
    mkdir -p "$work/kafka/docker"
    mvn -B -ntp -q -f deploy/docker/kafka/pom.xml dependency:copy-dependencies -DincludeScope=runtime \
        -DoutputDirectory="$work/kafka/libs"
    "$(jdk25)/bin/jlink" --output "$work/kafka/java" --strip-java-debug-attributes --no-header-files --no-man-pages \
        --add-modules java.base,java.desktop,java.logging,java.management,java.naming,java.rmi,java.scripting,java.security.jgss,java.security.sasl,java.sql,java.xml,jdk.management,jdk.unsupported,jdk.zipfs
    cp deploy/docker/kafka/run "$work/kafka/"
    cp deploy/docker/kafka/log4j2.yaml "$work/kafka/docker/log4j2.yaml"
    cp deploy/docker/kafka/log4j2.yaml "$work/kafka/docker/tools-log4j2.yaml"
    : >"$work/kafka/docker/server.properties"
    cat >"$work/kafka/Dockerfile" <<TEXT
FROM assay-base/run:$tag
COPY java /opt/java
COPY libs /opt/kafka/libs
COPY docker /etc/kafka/docker
COPY run /etc/kafka/docker/run
RUN chmod 755 /etc/kafka/docker/run && mkdir -p /opt/kafka/config /var/lib/kafka/data /mnt/shared/config \\
    && chown -R 1000:1000 /opt/kafka/config /var/lib/kafka/data
ENV JAVA_HOME=/opt/java PATH=/opt/java/bin:/usr/bin:/bin
USER 1000:1000
VOLUME /var/lib/kafka/data
EXPOSE 9092
CMD ["/etc/kafka/docker/run"]
TEXT
    image assay-base/kafka "$work/kafka"
}

prometheus() {
    have assay-base/prometheus && return
    run
    mkdir -p "$work/prometheus"
    cp "$(type -P prometheus)" "$(type -P promtool)" "$work/prometheus/"
    cat >"$work/prometheus/Dockerfile" <<TEXT
FROM assay-base/run:$tag
COPY prometheus promtool /bin/
RUN ln -s /bin/busybox /usr/bin/wget && mkdir -p /prometheus && chown 65534:65534 /prometheus
USER 65534:65534
VOLUME /prometheus
WORKDIR /prometheus
ENTRYPOINT ["/bin/prometheus"]
TEXT
    image assay-base/prometheus "$work/prometheus"
}

case ${1:-} in
    run | build | jars | kafka | prometheus) "$1" ;;
    all) build && jars && kafka && prometheus ;;
    *)
        sed -n '2,11s/^# \{0,1\}//p' "$0" >&2
        exit 2
        ;;
esac
