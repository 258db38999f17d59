package io.assay.ingest.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The OpenAPI document. */
@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OpenApiTest {
    private NoticeService service;
    private JsonNode document;

    @BeforeAll
    void read() throws Exception {
        service = NoticeService.start();
        var answer = service.send(service.request("/api/v1/openapi.json").build());
        document = JsonMapper.shared().readTree(answer.body());
    }

    @AfterAll
    void close() {
        service.close();
    }

    @Test
    void hasTheNoticesAndNothingElse() {
        assertThat(document.at("/info/title").stringValue()).isEqualTo("Assay gradient-ingest service");
        assertThat(document.get("paths").propertyNames()).containsExactly(NoticeService.PATH);
        assertThat(document.at("/paths/~1api~1v1~1arrivals").propertyNames()).containsExactly("post");
        assertThat(document.at("/components/schemas").propertyNames()).containsExactlyInAnyOrder("Notice", "Problem");
    }

    @Test
    void namesTheHeadersThatAreSigned() {
        var parameters = post("/parameters");
        assertThat(parameters
                        .valueStream()
                        .map(parameter -> parameter.get("name").stringValue()))
                .containsExactlyInAnyOrder("Assay-Hotkey", "Assay-Timestamp", "Assay-Signature");
        assertThat(parameters)
                .allMatch(parameter -> parameter.get("in").stringValue().equals("header")
                        && parameter.get("required").booleanValue()
                        && parameter.has("schema"));
    }

    @Test
    void saysWhatABodyHas() {
        assertThat(post("/requestBody/content").propertyNames()).containsExactly("application/json");
        assertThat(post("/requestBody/content/application~1json/schema/$ref").stringValue())
                .isEqualTo("#/components/schemas/Notice");
        var notice = document.at("/components/schemas/Notice");
        assertThat(notice.get("additionalProperties").booleanValue()).isFalse();
        assertThat(notice.get("required").valueStream().map(JsonNode::stringValue))
                .containsExactlyInAnyOrder("netuid", "window");
        assertThat(notice.at("/properties/netuid/maximum").intValue()).isEqualTo(65535);
    }

    @Test
    void saysWhatItAnswers() {
        var responses = post("/responses");
        assertThat(responses.propertyNames())
                .containsExactlyInAnyOrder(
                        "202", "400", "401", "403", "404", "405", "408", "413", "415", "429", "default");
        for (var status : responses.propertyNames()) {
            var problem = responses.get(status).at("/content/application~1problem+json/schema/$ref");
            assertThat(problem.stringValue("none"))
                    .isEqualTo(status.equals("202") ? "none" : "#/components/schemas/Problem");
        }
    }

    private JsonNode post(String path) {
        return document.at("/paths/~1api~1v1~1arrivals/post" + path);
    }
}
