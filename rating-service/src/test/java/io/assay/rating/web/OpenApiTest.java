package io.assay.rating.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The OpenAPI document. */
@Timeout(120)
@ExtendWith(SharedService.class)
class OpenApiTest {
    private final Service service;
    private JsonNode document;

    OpenApiTest(Service service) {
        this.service = service;
    }

    @BeforeEach
    void read() throws Exception {
        document = service.json("/api/v1/openapi.json");
    }

    @ParameterizedTest
    @CsvSource({
        "/api/v1/peers, application/json, PeersPage, netuid sort order page size",
        "/api/v1/peers/{hotkey}, application/json, PeerNow, hotkey netuid",
        "/api/v1/peers/{hotkey}/history, application/json, PeerHistory, hotkey netuid before limit",
        "/api/v1/peers/{hotkey}/explanation, application/json, Explanation, hotkey netuid window",
        "/api/v1/windows, application/json, WindowsPage, netuid before limit",
        "/api/v1/windows/{window}, application/json, WindowVerdict, window netuid",
        "/api/v1/overview, application/json, Overview, netuid windows",
        "/api/v1/stream, text/event-stream, 4, netuid Last-Event-ID",
        "/api/v1/live, text/event-stream, 5, netuid Last-Event-ID"
    })
    void hasEveryPathWithItsParametersAndAnswers(String path, String type, String schema, String parameters) {
        var operation = document.get("paths").get(path).get("get");
        assertThat(operation
                        .get("parameters")
                        .valueStream()
                        .map(parameter -> parameter.get("name").stringValue()))
                .containsExactlyInAnyOrder(parameters.split(" "));
        var answer = operation.at("/responses/200/content").get(type).get("schema");
        if (type.equals("text/event-stream")) {
            assertThat(answer.get("oneOf")).hasSize(Integer.parseInt(schema));
        } else {
            assertThat(answer.get("$ref").stringValue()).isEqualTo("#/components/schemas/" + schema);
        }
        assertThat(operation
                        .at("/responses/default/content/application~1problem+json/schema/$ref")
                        .stringValue())
                .isEqualTo("#/components/schemas/Problem");
    }

    @Test
    void hasNoOtherPath() {
        assertThat(document.get("paths").propertyNames())
                .containsExactlyInAnyOrder(
                        "/api/v1/peers",
                        "/api/v1/peers/{hotkey}",
                        "/api/v1/peers/{hotkey}/history",
                        "/api/v1/peers/{hotkey}/explanation",
                        "/api/v1/windows",
                        "/api/v1/windows/{window}",
                        "/api/v1/overview",
                        "/api/v1/live",
                        "/api/v1/stream");
    }

    @Test
    void everyReferenceLeadsSomewhere() {
        var references = references(document).toList();
        assertThat(references)
                .isNotEmpty()
                .allSatisfy(reference -> assertThat(reference).startsWith("#/"));
        assertThat(references)
                .allMatch(reference -> document.at(reference.substring(1)).isObject());
    }

    private static Stream<String> references(JsonNode node) {
        var here = node.isObject() && node.has("$ref")
                ? Stream.of(node.get("$ref").stringValue())
                : Stream.<String>empty();
        return Stream.concat(here, node.valueStream().flatMap(OpenApiTest::references));
    }

    private JsonNode schema(String name) {
        return document.at("/components/schemas/" + name);
    }

    @Test
    void saysWhatIsAlwaysThereAndWhatMayBeNull() {
        var page = schema("PeersPage");
        assertThat(page.get("required")).hasSize(7);
        assertThat(texts(page.at("/properties/window/type"))).containsExactlyInAnyOrder("integer", "null");
        assertThat(page.at("/properties/page/type").stringValue()).isEqualTo("integer");
        assertThat(page.at("/properties/peers/items/$ref").stringValue()).isEqualTo("#/components/schemas/Peer");
        var verdict = schema("WindowVerdict");
        assertThat(texts(verdict.at("/properties/previousVerdictHash/type")))
                .containsExactlyInAnyOrder("string", "null");
        assertThat(texts(verdict.get("required"))).contains("inputs", "standings", "verdictHash");
        var entry = schema("Entry");
        assertThat(entry.at("/properties/standing/anyOf")).hasSize(2);
    }

    @Test
    void namesTheKindsOfAChangeByTheirRule() {
        var change = schema("StandingChange");
        assertThat(change.at("/discriminator/propertyName").stringValue()).isEqualTo("rule");
        assertThat(change.at("/discriminator/mapping").propertyNames()).contains("rated", "reset", "poor_sync_penalty");
    }

    @Test
    void saysWhatParametersAllow() {
        var parameters = document.at("/paths/~1api~1v1~1peers/get/parameters")
                .valueStream()
                .toList();
        var sort = named(parameters, "sort").get("schema");
        assertThat(texts(sort.get("enum")))
                .containsExactlyInAnyOrder("weight", "ordinal", "uid", "finalScore", "binaryAverage");
        assertThat(sort.get("default").stringValue()).isEqualTo("weight");
        var size = named(parameters, "size").get("schema");
        assertThat(size.get("minimum").intValue()).isEqualTo(1);
        assertThat(size.get("maximum").intValue()).isEqualTo(500);
        assertThat(size.get("default").intValue()).isEqualTo(50);
        assertThat(named(parameters, "netuid").get("required").booleanValue()).isFalse();
    }

    private static JsonNode named(List<JsonNode> parameters, String name) {
        return parameters.stream()
                .filter(parameter -> parameter.get("name").stringValue().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> texts(JsonNode array) {
        return array.valueStream().map(JsonNode::stringValue).toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v3/api-docs",
                "/v3/api-docs.yaml",
                "/v3/api-docs/swagger-config",
                "/api/v1/openapi.json.yaml",
                "/api/v1/openapi.yaml",
                "/swagger-ui.html",
                "/swagger-ui/index.html",
                "/webjars/swagger-ui/index.html",
                "/webjars/uplot/1.6.30/dist/uPlot.esm.js"
            })
    void isServedNowhereElse(String path) throws Exception {
        assertThat(service.get(path).statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/openapi.json",
                "/v3/api-docs",
                "/actuator/openapi",
                "/actuator/openapi/springdocDefault",
                "/actuator/swagger-ui"
            })
    void isNotOnTheManagementPort(String path) throws Exception {
        assertThat(service.managementStatus(path)).isEqualTo(404);
    }
}
