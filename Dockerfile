# The four services and Assay's commands, as images that run read-only and without root:
#
#   docker compose build
#   docker build --build-arg SERVICE=rating-service -t assay/rating-service:0.1.0 .
#   docker build --target tools -t assay/tools:0.1.0 .
#
# It needs BuildKit. Where no image can be pulled, deploy/docker/base.sh makes those that are named here.
ARG BUILD_IMAGE=maven:3.9.11-eclipse-temurin-25
ARG RUN_IMAGE=debian:13.1-slim
# Where the jars come from: the stage below, or an image that has them in /jars already.
ARG JARS=build

FROM ${BUILD_IMAGE} AS jdk
# What Spring, Kafka, Netty and PyTorch's bindings use; jdeps does not see what is reached by reflection.
RUN jlink --output /jre --strip-java-debug-attributes --no-header-files --no-man-pages --add-modules \
java.base,java.compiler,java.desktop,java.instrument,java.logging,java.management,java.naming,java.net.http,\
java.prefs,java.rmi,java.scripting,java.security.jgss,java.security.sasl,java.sql,java.transaction.xa,java.xml,\
jdk.crypto.cryptoki,jdk.crypto.ec,jdk.httpserver,jdk.incubator.vector,jdk.jcmd,jdk.jfr,jdk.management,\
jdk.management.agent,jdk.naming.dns,jdk.net,jdk.unsupported,jdk.zipfs

FROM ${BUILD_IMAGE} AS build
WORKDIR /src
COPY . .
RUN --mount=type=cache,target=/root/.m2/repository sh deploy/docker/jars.sh /jars

FROM ${JARS} AS jars

FROM ${RUN_IMAGE} AS run
COPY --from=jdk /jre /opt/java
COPY deploy/docker/health /usr/local/bin/health
RUN chmod 755 /usr/local/bin/health \
    && echo 'assay:x:10001:10001::/data:/usr/sbin/nologin' >>/etc/passwd \
    && echo 'assay:x:10001:' >>/etc/group \
    && mkdir -p /app /data/keys /opt/djl \
    && chown -R 10001:10001 /data
ENV JAVA_HOME=/opt/java \
    PATH=/opt/java/bin:/usr/local/bin:/usr/bin:/bin \
    DJL_CACHE_DIR=/opt/djl \
    OMP_WAIT_POLICY=passive
WORKDIR /app

# The service beside a localnet: what its start needs is loaded once here and kept as an AOT cache.
FROM run AS trained
ARG SERVICE
COPY deploy/docker/layout.sh deploy/docker/train.sh /build/
COPY localnet/src/main/resources/hparams-localnet.json /build/hparams.json
RUN --mount=type=bind,from=jars,source=/jars,target=/jars sh /build/layout.sh "$SERVICE" /jars /app
RUN --mount=type=bind,from=jars,source=/jars,target=/jars sh /build/train.sh "$SERVICE" /jars /app
RUN mkdir -p /layers/own/lib && mv /app/lib /layers/lib && mv /layers/lib/assay-*.jar /layers/own/lib/ \
    && chmod -R a+rX /opt/djl \
    && mv /app/* /layers/own/ && mkdir /layers/cache && mv /layers/own/app.aot /layers/cache/

FROM run AS tools
ENV DJL_CACHE_DIR=/tmp/djl
RUN --mount=type=bind,from=jars,source=/jars,target=/jars cp -r /jars/tools/lib /app/lib
COPY assay hparams.json /app/
USER 10001:10001
VOLUME /data
ENTRYPOINT ["/app/assay"]

# From what changes seldom to what changes always.
FROM run AS service
ARG SERVICE
COPY --from=trained /opt/djl /opt/djl
COPY --from=trained /layers/lib /app/lib
COPY --from=trained /layers/own /app
COPY --from=trained /layers/cache /app
ENV SERVER_ADDRESS=0.0.0.0 \
    MANAGEMENT_SERVER_ADDRESS=0.0.0.0 \
    ASSAY_EVALUATION_DIRECTORY=/data/evaluation \
    ASSAY_DATA_CACHEDIRECTORY=/data/cache \
    ASSAY_RATING_STATEDIR=/data/state
USER 10001:10001
VOLUME /data
LABEL org.opencontainers.image.title="${SERVICE}" org.opencontainers.image.version="0.1.0"
HEALTHCHECK --interval=10s --timeout=5s --start-period=90s --retries=6 CMD ["health"]
# Java itself is the first process: it gets the signal to end.
ENTRYPOINT ["java", "@/app/command"]
