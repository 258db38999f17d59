package io.assay.containers;

import com.github.dockerjava.api.exception.NotFoundException;
import java.util.List;
import java.util.Optional;
import org.testcontainers.DockerClientFactory;

/** The images that the tests run: those that deploy/docker/base.sh and docker compose build make here, or published ones. */
final class Images {
    private static final String LOCAL_KAFKA = "assay-base/kafka:0.1.0";
    private static final String KAFKA = "apache/kafka:4.2.2";

    /** Assay's commands. */
    static final String TOOLS = "assay/tools:0.1.0";

    private Images() {}

    /** The broker's. */
    static String kafka() {
        return here(LOCAL_KAFKA) ? LOCAL_KAFKA : KAFKA;
    }

    /** Why no test can run. */
    static Optional<String> missing() {
        if (!DockerClientFactory.instance().isDockerAvailable()) {
            return Optional.of("no Docker engine answers");
        }
        if (!here(TOOLS)) {
            return Optional.of("the engine has no " + TOOLS + ": docker compose build store");
        }
        if (List.of(LOCAL_KAFKA, KAFKA).stream().noneMatch(Images::here)) {
            return Optional.of("the engine has no " + KAFKA + ": docker pull it, or deploy/docker/base.sh kafka");
        }
        return Optional.empty();
    }

    private static boolean here(String image) {
        try {
            var _ = DockerClientFactory.lazyClient().inspectImageCmd(image).exec();
            return true;
        } catch (NotFoundException _) {
            return false;
        }
    }
}
