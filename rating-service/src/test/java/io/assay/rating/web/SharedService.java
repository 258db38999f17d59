package io.assay.rating.web;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** One service for all tests that only read; it ends with the last of them. Four windows of each subnet are in memory. */
final class SharedService implements ParameterResolver {
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Service.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(ExtensionContext.Namespace.GLOBAL)
                .computeIfAbsent(Service.class, _ -> started(), Service.class);
    }

    private static Service started() {
        try {
            var service = Service.start(
                    Files.createTempDirectory(Path.of("target"), "api"),
                    "--assay.rating.recent-windows=4",
                    "--assay.rating.stream.heartbeat=100ms");
            service.publishTheRecord();
            return service;
        } catch (Exception e) {
            throw new IllegalStateException("the service did not start", e);
        }
    }
}
