package io.assay.localnet.part;

import org.springframework.context.ConfigurableApplicationContext;

/** A service that runs. */
sealed interface RunningService extends AutoCloseable {
    @Override
    void close();

    /** In this JVM. */
    record Here(ConfigurableApplicationContext context) implements RunningService {
        @Override
        public void close() {
            context.close();
        }
    }

    /** In one of its own. */
    record Apart(ServiceProcess process) implements RunningService {
        @Override
        public void close() {
            process.close();
        }
    }
}
