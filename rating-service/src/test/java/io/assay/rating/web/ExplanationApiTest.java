package io.assay.rating.web;

import static io.assay.rating.core.Windows.hotkey;
import static org.assertj.core.api.Assertions.assertThat;

import io.assay.rating.core.Explanation;
import io.assay.rating.core.ExplanationText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.json.JsonMapper;

/** Why a peer has its weight. */
@Timeout(120)
@ExtendWith(SharedService.class)
class ExplanationApiTest {
    private final Service service;

    ExplanationApiTest(Service service) {
        this.service = service;
    }

    private Explanation expected(int netuid, long window, long previous, int uid) {
        return Explanation.of(
                        service.verdict(netuid, window),
                        service.find(netuid, previous).orElse(null),
                        hotkey(uid))
                .orElseThrow();
    }

    private Explanation asked(String query, int uid) throws Exception {
        var body = service.get("/api/v1/peers/" + hotkey(uid) + "/explanation" + query)
                .body();
        return JsonMapper.shared().readValue(body, Explanation.class);
    }

    @Test
    void explainsTheNewestWindowUnlessToldOtherwise() throws Exception {
        assertThat(asked("", 1)).isEqualTo(expected(3, 12, 11, 1));
        assertThat(asked("?window=12", 1)).isEqualTo(expected(3, 12, 11, 1));
    }

    @Test
    void theWindowBeforeIsTheOneThatHasAVerdict() throws Exception {
        assertThat(asked("?window=8", 2)).isEqualTo(expected(3, 8, 6, 2));
        assertThat(asked("?window=1", 2)).isEqualTo(expected(3, 1, 0, 2));
        assertThat(asked("?netuid=9&window=2", 2)).isEqualTo(expected(9, 2, 1, 2));
    }

    @Test
    void tellsItInWordsToPeople() throws Exception {
        var answer = service.get("/api/v1/peers/" + hotkey(1) + "/explanation?window=3", "Accept", "text/plain");
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/plain");
        assertThat(answer.body()).isEqualTo(ExplanationText.of(expected(3, 3, 2, 1)));
    }

    @Test
    void onlyANamedWindowIsAnsweredForEver() throws Exception {
        var newest = service.get("/api/v1/peers/" + hotkey(1) + "/explanation");
        assertThat(newest.headers().firstValue("Cache-Control")).contains("no-cache");
        var settled = service.get("/api/v1/peers/" + hotkey(1) + "/explanation?window=3");
        assertThat(settled.headers().firstValue("Cache-Control").orElseThrow()).contains("immutable");
        assertThat(settled.headers().firstValue("ETag")).contains("W/\"" + service.hash(3, 3) + "\"");
        assertThat(settled.headers().allValues("Vary").toString()).contains("Accept");
    }

    @Test
    void namesWhatIsNotThere() throws Exception {
        problem("/api/v1/peers/" + hotkey(7) + "/explanation", "is not known in window 12");
        problem("/api/v1/peers/" + hotkey(1) + "/explanation?window=7", "window 7 has no verdict");
        problem("/api/v1/peers/" + hotkey(1) + "/explanation?window=99", "window 99 has no verdict");
        problem("/api/v1/peers/" + hotkey(1) + "/explanation?netuid=4", "subnet 4 is not rated here");
    }

    private void problem(String path, String detail) throws Exception {
        var answer = service.get(path);
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(Service.read(answer.body()).get("detail").stringValue()).contains(detail);
    }
}
