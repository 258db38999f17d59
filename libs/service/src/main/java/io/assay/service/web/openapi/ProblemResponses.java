package io.assay.service.web.openapi;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import java.util.List;
import java.util.Set;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.http.MediaType;

/** Every operation may answer with a problem document, which RFC 9457 describes. */
final class ProblemResponses implements OpenApiCustomizer {
    private static final String NAME = "Problem";

    @Override
    public void customise(OpenAPI document) {
        if (document.getComponents() == null) {
            document.setComponents(new Components());
        }
        document.getComponents().addSchemas(NAME, schema());
        document.getPaths().values().stream()
                .map(PathItem::readOperations)
                .flatMap(List::stream)
                .map(Operation::getResponses)
                .forEach(ProblemResponses::complete);
    }

    private static void complete(ApiResponses responses) {
        responses.addApiResponse(
                ApiResponses.DEFAULT,
                new ApiResponse().description("What is wrong: the thing, its value and what is allowed"));
        responses.forEach((status, response) -> {
            if (status.equals(ApiResponses.DEFAULT) || status.startsWith("4") || status.startsWith("5")) {
                response.setContent(problem());
            }
        });
    }

    private static Content problem() {
        var media = new io.swagger.v3.oas.models.media.MediaType()
                .schema(new Schema<>().$ref("#/components/schemas/" + NAME));
        return new Content().addMediaType(MediaType.APPLICATION_PROBLEM_JSON_VALUE, media);
    }

    private static Schema<?> schema() {
        var schema = typed("object");
        schema.description("A problem document (RFC 9457)");
        schema.addProperty("type", typed("string").format("uri-reference"));
        schema.addProperty("title", typed("string"));
        schema.addProperty("status", typed("integer").format("int32"));
        schema.addProperty("detail", typed("string"));
        schema.addProperty("instance", typed("string").format("uri-reference"));
        schema.addRequiredItem("status");
        schema.addRequiredItem("detail");
        return schema;
    }

    private static Schema<?> typed(String type) {
        return new Schema<>().types(Set.of(type)).type(type);
    }
}
