# The evaluation service on a GPU, with the operator's own libtorch 2.7.1 for CUDA 12.8:
#
#   docker build -f deploy/docker/evaluation-cuda.Dockerfile --build-context libtorch=/opt/libtorch -t assay/evaluation-service:0.1.0-cuda .
#   docker run --gpus all --read-only --tmpfs /tmp:exec -v evaluation:/data -p 127.0.0.1:7422:7422 \
#       assay/evaluation-service:0.1.0-cuda --assay.kafka.bootstrap-servers=... --assay.s3.endpoint=...
#
# /opt/libtorch is the unpacked archive: lib/libtorch_cuda.so lies in it. As the Dockerfile at the root, but for the AOT cache,
# which would have to be trained on a GPU.
ARG BUILD_IMAGE=maven:3.9.11-eclipse-temurin-25
ARG RUN_IMAGE=nvidia/cuda:12.8.1-cudnn-runtime-ubuntu24.04
ARG JARS=build

FROM ${BUILD_IMAGE} AS jdk
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

FROM ${BUILD_IMAGE} AS layout
COPY deploy/docker/layout.sh /build/
RUN --mount=type=bind,from=jars,source=/jars,target=/jars sh /build/layout.sh evaluation-service /jars /app \
    && sed -i /AOTCache=/d /app/command

FROM ${RUN_IMAGE}
COPY --from=libtorch lib /opt/libtorch/lib
COPY --from=jdk /jre /opt/java
COPY deploy/docker/health /usr/local/bin/health
RUN chmod 755 /usr/local/bin/health \
    && echo 'assay:x:10001:10001::/data:/usr/sbin/nologin' >>/etc/passwd \
    && echo 'assay:x:10001:' >>/etc/group \
    && mkdir /data && chown 10001:10001 /data
COPY --from=layout /app /app
COPY hparams.json /app/
# What DJL unpacks, and the service's own files, are in /data.
ENV JAVA_HOME=/opt/java \
    PATH=/opt/java/bin:/usr/local/nvidia/bin:/usr/local/cuda/bin:/usr/local/bin:/usr/bin:/bin \
    DJL_CACHE_DIR=/data/djl \
    PYTORCH_LIBRARY_PATH=/opt/libtorch/lib \
    PYTORCH_VERSION=2.7.1 \
    PYTORCH_FLAVOR=cu128 \
    SERVER_ADDRESS=0.0.0.0 \
    MANAGEMENT_SERVER_ADDRESS=0.0.0.0 \
    ASSAY_HPARAMS_FILE=/app/hparams.json \
    ASSAY_EVALUATION_DEVICE=gpu0 \
    ASSAY_EVALUATION_PRECISION=bf16 \
    ASSAY_EVALUATION_TOKENSATONCE=16384 \
    ASSAY_EVALUATION_DIRECTORY=/data/evaluation \
    ASSAY_DATA_CACHEDIRECTORY=/data/cache
USER 10001:10001
WORKDIR /app
VOLUME /data
EXPOSE 7412 7422
HEALTHCHECK --interval=10s --timeout=5s --start-period=180s --retries=6 CMD ["health"]
ENTRYPOINT ["java", "@/app/command"]
