package io.assay.service.web.openapi;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.Locale;
import org.springdoc.core.customizers.SpringDocCustomizers;
import org.springdoc.core.properties.SpringDocConfigProperties;
import org.springdoc.core.providers.SpringDocProviders;
import org.springdoc.core.service.AbstractRequestService;
import org.springdoc.core.service.GenericResponseService;
import org.springdoc.core.service.OpenAPIService;
import org.springdoc.core.service.OperationService;
import org.springdoc.webflux.api.OpenApiResource;
import org.springframework.beans.factory.ObjectFactory;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** The document, and nothing else: springdoc's own resource would serve it as YAML too. */
@Hidden
@RestController
public final class OpenApiController extends OpenApiResource {
    private static final String PATH = "/api/v1/openapi.json";

    /** With all that springdoc builds the document from. */
    public OpenApiController(
            ObjectFactory<OpenAPIService> document,
            AbstractRequestService requests,
            GenericResponseService responses,
            OperationService operations,
            SpringDocConfigProperties properties,
            SpringDocProviders providers,
            SpringDocCustomizers customizers) {
        super(document, requests, responses, operations, properties, providers, customizers);
    }

    @GetMapping(path = PATH, produces = MediaType.APPLICATION_JSON_VALUE)
    Mono<byte[]> document(ServerHttpRequest request) {
        return Mono.defer(() -> built(request)).subscribeOn(Schedulers.boundedElastic());
    }

    private Mono<byte[]> built(ServerHttpRequest request) {
        try {
            return openapiJson(request, PATH, Locale.ENGLISH);
        } catch (JsonProcessingException e) {
            return Mono.error(e);
        }
    }

    @Override
    protected String getServerUrl(ServerHttpRequest request, String path) {
        return "/";
    }
}
