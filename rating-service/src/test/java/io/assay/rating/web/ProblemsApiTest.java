package io.assay.rating.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What cannot be answered, over HTTP. */
@Timeout(120)
@ExtendWith(SharedService.class)
class ProblemsApiTest {
    private final Service service;

    ProblemsApiTest(Service service) {
        this.service = service;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/api/v1/peers?size=0|400|size is 0, allowed: 1 to 500",
                "/api/v1/peers?size=501|400|size is 501, allowed: 1 to 500",
                "/api/v1/peers?page=-1|400|page is -1, allowed: 0 to 1000000",
                "/api/v1/peers?page=x|400|page is x, allowed: a whole number",
                "/api/v1/peers?sort=mu|400|sort is mu, allowed: weight, ordinal, uid, finalScore, binaryAverage",
                "/api/v1/peers?order=up|400|order is up, allowed: desc, asc",
                "/api/v1/peers?netuid=five|400|netuid is five, allowed: a whole number",
                "/api/v1/peers?netuid=5|404|subnet 5 is not rated here, known: 3, 9",
                "/api/v1/windows?netuid=5|404|subnet 5 is not rated here, known: 3, 9",
                "/api/v1/windows/1?netuid=5|404|subnet 5 is not rated here, known: 3, 9",
                "/api/v1/stream?netuid=5|404|subnet 5 is not rated here, known: 3, 9",
                "/api/v1/peers/nobody|404|peer nobody has no standing; /api/v1/peers lists those that do",
                "/api/v1/peers/nobody/history|404|peer nobody has no standing; /api/v1/peers lists those that do",
                "/api/v1/peers/nobody/history?limit=201|400|limit is 201, allowed: 1 to 200",
                "/api/v1/peers/nobody/history?before=-2|400|before is -2, allowed: 0 or more",
                "/api/v1/windows?limit=0|400|limit is 0, allowed: 1 to 200",
                "/api/v1/windows/7|404|window 7 of subnet 3 has no verdict; /api/v1/windows lists those that do",
                "/api/v1/windows/13|404|window 13 of subnet 3 has no verdict; /api/v1/windows lists those that do",
                "/api/v1/windows/-1|400|window is -1, allowed: 0 or more",
                "/api/v1/windows/last|400|window is last, allowed: a whole number",
                "/api/v1/nothing|404|there is nothing at /api/v1/nothing; /api/v1/openapi.json lists what there is",
                "/assets/0/main.js|404|the page has no file main.js of that version",
                "/main.js|404|there is nothing at /main.js; /api/v1/openapi.json lists what there is",
                "/page/main.js|404|there is nothing at /page/main.js; /api/v1/openapi.json lists what there is",
                "/api/v1/overview?windows=0|400|windows is 0, allowed: 1 to 500",
                "/api/v1/overview?netuid=5|404|subnet 5 is not rated here, known: 3, 9",
                "/api/v1/live?netuid=5|404|subnet 5 is not rated here, known: 3, 9"
            })
    void whatCannotBeAnsweredIsAProblemThatSaysWhy(String path, int status, String detail) throws Exception {
        problem(service.get(path), status, detail);
    }

    @Test
    void whatIsRepeatedOfARequestIsCut() throws Exception {
        var long1000 = "x".repeat(1000);
        for (var path : List.of("peers/" + long1000, "peers?size=" + long1000, "windows/" + long1000, long1000)) {
            assertThat(service.get("/api/v1/" + path).body())
                    .hasSizeLessThan(600)
                    .contains("xxx...");
        }
        assertThat(service.get("/api/v1/stream", "Last-Event-ID", long1000).body())
                .hasSizeLessThan(600)
                .contains("xxx...");
    }

    @Test
    void anIdThatIsNoneIsRefused() throws Exception {
        problem(
                service.get("/api/v1/stream", "Last-Event-ID", "x"),
                400,
                "Last-Event-ID is x, allowed: the id of an event, such as 3/41");
        problem(
                service.get("/api/v1/stream?netuid=9", "Last-Event-ID", "3/4", "Accept", "text/event-stream"),
                400,
                "Last-Event-ID is 3/4, allowed: the id of an event of subnet 9");
    }

    private static void problem(HttpResponse<String> response, int status, String detail) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.headers().firstValue("content-type")).hasValue("application/problem+json");
        var problem = Service.read(response.body());
        assertThat(problem.get("status").intValue()).isEqualTo(status);
        assertThat(problem.get("detail").stringValue()).isEqualTo(detail);
    }
}
