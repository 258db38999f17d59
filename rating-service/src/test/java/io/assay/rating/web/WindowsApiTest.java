package io.assay.rating.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.protocol.json.EventJson;
import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Windows and verdicts over HTTP. */
@Timeout(120)
@ExtendWith(SharedService.class)
class WindowsApiTest {
    private final Service service;

    WindowsApiTest(Service service) {
        this.service = service;
    }

    private static List<Long> windows(JsonNode list) {
        return list.valueStream().map(each -> each.get("window").longValue()).toList();
    }

    @Test
    void windowsArePagedThroughTheWholeRecord() throws Exception {
        assertThat(windows(service.json("/api/v1/windows?limit=3").get("windows")))
                .containsExactly(12L, 11L, 10L);
        var page = service.json("/api/v1/windows?limit=5&before=11");
        assertThat(windows(page.get("windows"))).containsExactly(10L, 9L, 8L, 6L, 5L);
        assertThat(page.get("nextBefore").longValue()).isEqualTo(5);
        assertThat(windows(service.json("/api/v1/windows?before=3").get("windows")))
                .containsExactly(2L, 1L);
        assertThat(windows(service.json("/api/v1/windows?netuid=9").get("windows")))
                .containsExactly(3L, 2L, 1L);
    }

    @ParameterizedTest
    @CsvSource({"3,1", "3,6", "3,9", "3,12", "9,1", "9,3"})
    void aVerdictIsServedByteForByteAndForGood(int netuid, long window) throws Exception {
        var path = "/api/v1/windows/" + window + "?netuid=" + netuid;
        var response = service.bytes(path);
        assertThat(response.body()).isEqualTo(EventJson.write(service.verdict(netuid, window)));
        assertThat(response.headers().firstValue("cache-control"))
                .hasValueSatisfying(value -> assertThat(value).contains("immutable", "max-age=31536000"));
        var tag = response.headers().firstValue("etag").orElseThrow();
        assertThat(tag).isEqualTo("W/\"" + service.hash(netuid, window) + "\"");
        assertThat(service.bytes(path, "If-None-Match", tag).statusCode()).isEqualTo(304);
    }

    @ParameterizedTest
    @CsvSource({"/api/v1/peers", "/api/v1/windows", "/api/v1/windows?before=6"})
    void listsCarryTheNewestVerdictsTag(String path) throws Exception {
        var tag = "W/\"" + service.hash(3, 12) + "\"";
        assertThat(service.get(path).headers().firstValue("etag")).hasValue(tag);
        assertThat(service.get(path, "If-None-Match", tag).statusCode()).isEqualTo(304);
        assertThat(service.get(path, "If-None-Match", "W/\"other\"").statusCode())
                .isEqualTo(200);
    }

    @Test
    void answersAreZippedForThoseWhoAsk() throws Exception {
        var response = service.bytes("/api/v1/windows/12", "Accept-Encoding", "gzip");
        assertThat(response.headers().firstValue("content-encoding")).hasValue("gzip");
        try (var unzipped = new GZIPInputStream(new ByteArrayInputStream(response.body()))) {
            assertThat(unzipped.readAllBytes()).isEqualTo(EventJson.write(service.verdict(3, 12)));
        }
    }
}
