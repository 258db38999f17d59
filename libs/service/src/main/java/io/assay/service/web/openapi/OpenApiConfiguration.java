package io.assay.service.web.openapi;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.servers.Server;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The OpenAPI document of a service, which says what it is by a bean made with {@link #titled}. */
@Configuration(proxyBeanMethods = false)
@Import(OpenApiController.class)
public class OpenApiConfiguration {
    /** The document before anything is described. */
    public static OpenAPI titled(String title, String description) {
        return new OpenAPI()
                .info(new Info().title(title).version("1").description(description))
                .addServersItem(new Server().url("/"));
    }

    @Bean
    RecordSchemas recordSchemas() {
        return new RecordSchemas();
    }

    @Bean
    OpenApiCustomizer problemResponses() {
        return new ProblemResponses();
    }
}
