package io.assay.service;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Starts a service with the defaults that all share: loopback only, health and metrics on a port of their own, problem
 * documents for errors, a graceful end. A service's own defaults are in {@code NAME.yml} on its class path; everything
 * can be set from outside in Spring's ways ({@code --assay.s3.endpoint=...}, {@code --spring.config.additional-location=...},
 * environment).
 */
public final class AssayService {
    /** How long a phase of the end may take by default: the service's own parts are one, its open requests another. */
    public static final Duration SHUTDOWN_PHASE = Duration.ofSeconds(20);

    private AssayService() {}

    /**
     * Starts a service.
     *
     * @param application the service's configuration
     * @param name the service's name, which is that of its configuration file too
     * @param args settings as {@code --name=value}
     */
    public static ConfigurableApplicationContext start(Class<?> application, String name, String... args) {
        return new SpringApplicationBuilder(application, OwnEventLoops.class)
                .properties(defaults(name))
                .run(args);
    }

    private static Map<String, Object> defaults(String name) {
        var defaults = new HashMap<String, Object>();
        defaults.put("spring.config.name", name);
        defaults.put("spring.application.name", name);
        defaults.put("spring.main.banner-mode", "off");
        defaults.put("spring.jmx.enabled", "false");
        defaults.put("spring.webflux.problemdetails.enabled", "true");
        defaults.put("spring.threads.virtual.enabled", "true");
        defaults.put("spring.lifecycle.timeout-per-shutdown-phase", SHUTDOWN_PHASE.toSeconds() + "s");
        defaults.put("server.address", "127.0.0.1");
        defaults.put("server.shutdown", "graceful");
        defaults.put("management.server.address", "127.0.0.1");
        defaults.put("management.endpoints.web.exposure.include", "health,info,prometheus");
        defaults.put("management.endpoint.health.probes.enabled", "true");
        defaults.put("management.endpoint.health.show-details", "always");
        defaults.put("management.metrics.use-global-registry", "false");
        defaults.put("management.info.env.enabled", "true");
        defaults.put("info.service", name);
        defaults.put("logging.level.org.apache.kafka", "WARN");
        // Of the services that share a class path in one process only those that say so serve an OpenAPI document.
        defaults.put("springdoc.api-docs.enabled", "false");
        // Its own endpoint serves YAML too; the services have one of their own, for JSON alone.
        defaults.put("springdoc.enable-default-api-docs", "false");
        defaults.put("springdoc.override-with-generic-response", "false");
        defaults.put("springdoc.paths-to-match", "/api/v1/**");
        defaults.put("springdoc.auto-tag-classes", "false");
        defaults.put("springdoc.writer-with-order-by-keys", "true");
        // It warns that it cannot copy the schema of a parameter with limits, and then uses the original: all is well.
        defaults.put("logging.level.org.springdoc", "ERROR");
        return defaults;
    }
}
