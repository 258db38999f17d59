# The evaluation service on a GPU, with the operator's own libtorch 2.7.1 for CUDA 12.8:
#
#   docker build -f deploy/docker/evaluation-cuda.Dockerfile --build-context libtorch=/opt/libtorch -t assay-evaluation:cuda .
#   docker run --gpus all --read-only --tmpfs /tmp -v evaluation:/data -p 127.0.0.1:7422:7422 assay-evaluation:cuda \
#       --assay.kafka.bootstrap-servers=... --assay.s3.endpoint=...
#
# /opt/libtorch is the unpacked archive: lib/libtorch_cuda.so lies in it.
ARG BUILD_IMAGE=maven:3-eclipse-temurin-25
ARG RUN_IMAGE=nvidia/cuda:12.8.1-cudnn-runtime-ubuntu24.04

FROM ${BUILD_IMAGE} AS build
WORKDIR /src
COPY . .
RUN mvn -B -ntp -q -pl evaluation-service -am -Dmaven.test.skip=true -Djacoco.skip=true package \
        dependency:copy-dependencies -DincludeScope=runtime -DoutputDirectory=/app/lib \
    && cp evaluation-service/target/*.jar /app/lib/ \
    && cp -r "${JAVA_HOME:-/opt/java/openjdk}" /app/jdk

FROM ${RUN_IMAGE}
COPY --from=libtorch lib /opt/libtorch/lib
COPY --from=build /app /app
COPY hparams.json /app/
# What DJL unpacks, and the service's own files.
ENV DJL_CACHE_DIR=/data/djl \
    PYTORCH_LIBRARY_PATH=/opt/libtorch/lib \
    PYTORCH_VERSION=2.7.1 \
    PYTORCH_FLAVOR=cu128
RUN useradd --uid 10001 --no-create-home assay && mkdir /data && chown 10001:10001 /data
USER 10001:10001
WORKDIR /app
VOLUME /data
EXPOSE 7422
ENTRYPOINT ["/app/jdk/bin/java", "-XX:MaxRAMPercentage=25", "--add-modules=jdk.incubator.vector", \
    "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow", "-Dai.djl.offline=true", \
    "-cp", "/app/lib/*", "io.assay.evaluation.EvaluationApplication", \
    "--assay.evaluation.device=gpu0", "--assay.evaluation.precision=bf16", "--assay.evaluation.tokens-at-once=16384", \
    "--assay.evaluation.directory=/data/evaluation", "--assay.hparams.file=/app/hparams.json", \
    "--management.server.address=0.0.0.0"]
