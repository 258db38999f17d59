package io.assay.rating.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page and its files over HTTP. */
@Timeout(120)
@ExtendWith(SharedService.class)
class PageTest {
    private static final Pattern ASSET = Pattern.compile("\"(/assets/[^\"]+)\"");
    private static final Pattern IMPORT = Pattern.compile("from '\\./([^']+)'");

    private final Service service;

    PageTest(Service service) {
        this.service = service;
    }

    private List<String> assets() throws Exception {
        return ASSET.matcher(service.get("/").body())
                .results()
                .map(found -> found.group(1))
                .distinct()
                .toList();
    }

    private static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }

    @Test
    void thePageIsAskedForAgainAndItsFilesNever() throws Exception {
        var page = service.get("/");
        assertThat(header(page, "content-type")).isEqualTo("text/html;charset=UTF-8");
        assertThat(header(page, "cache-control")).isEqualTo("no-cache");
        assertThat(service.get("/", "If-None-Match", header(page, "etag")).statusCode())
                .isEqualTo(304);
        assertThat(assets()).hasSizeGreaterThan(10);
        for (var path : assets()) {
            var asset = service.get(path);
            assertThat(asset.statusCode()).as(path).isEqualTo(200);
            assertThat(header(asset, "cache-control")).contains("max-age=31536000", "public", "immutable");
            assertThat(service.get(path, "If-None-Match", header(asset, "etag")).statusCode())
                    .isEqualTo(304);
        }
    }

    @Test
    void everyModuleThatIsImportedIsServedAndNamedByThePage() throws Exception {
        var named = new TreeSet<>(assets());
        var prefix = named.first().substring(0, named.first().lastIndexOf('/') + 1);
        for (var path : assets()) {
            assertThat(path).startsWith(prefix);
            assertThat(IMPORT.matcher(service.get(path).body()).results().map(found -> prefix + found.group(1)))
                    .allMatch(named::contains);
        }
    }

    @Test
    void aBrowserMayLoadFromHereOnlyAndRunNothingThatIsWrittenIntoAPage() throws Exception {
        for (var path : List.of("/", assets().getFirst(), "/api/v1/peers", "/api/v1/nothing")) {
            var response = service.get(path);
            assertThat(header(response, "content-security-policy"))
                    .contains("default-src 'none'", "script-src 'self'", "style-src 'self'", "connect-src 'self'")
                    .contains("require-trusted-types-for 'script'")
                    .doesNotContain("unsafe", "http:", "https:", "data:", "*");
            assertThat(header(response, "x-content-type-options")).isEqualTo("nosniff");
        }
    }

    @Test
    void nothingIsNamedThatIsElsewhereAndNoTextBecomesMarkup() throws Exception {
        var own = new TreeSet<>(assets());
        own.removeIf(path -> path.contains("uplot"));
        own.add("/");
        for (var path : own) {
            var text = service.get(path).body().replace("http://www.w3.org/2000/svg", "");
            assertThat(text).as(path).doesNotContain("http://", "https://", "innerHTML", "outerHTML", "document.write");
            assertThat(Pattern.compile("<script(?![^>]*src=)|\\son\\w+=\"|\\sstyle=\"|<style")
                            .matcher(text)
                            .results()
                            .map(MatchResult::group))
                    .as(path)
                    .isEmpty();
        }
    }

    @Test
    void filesGoOutCompressed() throws Exception {
        var path = assets().stream()
                .filter(each -> each.endsWith("main.js"))
                .findFirst()
                .orElseThrow();
        var response = service.bytes(path, "Accept-Encoding", "gzip");
        assertThat(header(response, "content-encoding")).isEqualTo("gzip");
        try (var plain = new GZIPInputStream(new ByteArrayInputStream(response.body()))) {
            assertThat(new String(plain.readAllBytes(), UTF_8))
                    .isEqualTo(service.get(path).body());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/api/v1/overview", "/api/v1/live", "/api/v1/peers"})
    void nothingCanBeChanged(String path) throws Exception {
        for (var method : List.of("POST", "PUT", "PATCH", "DELETE")) {
            assertThat(service.send(method, path).statusCode()).as(method).isEqualTo(405);
        }
    }

    @Test
    void theOverviewHasTheRememberedWindowsAsTheyAreDrawn() throws Exception {
        var overview = service.json("/api/v1/overview");
        assertThat(overview.get("netuids").valueStream().map(each -> each.intValue()))
                .containsExactly(3, 9);
        assertThat(overview.get("windows")
                        .valueStream()
                        .map(each -> each.at("/verdict/window").intValue()))
                .containsExactly(9, 10, 11, 12);
        assertThat(overview.at("/windows/3/losses/randomBefore").doubleValue()).isEqualTo(2);
        var peers = overview.get("peers");
        assertThat(peers).hasSize(6);
        assertThat(peers.get(0).get("weights")).hasSize(4);
        assertThat(peers.get(0).get("weights").get(3).floatValue())
                .isEqualTo((float) service.verdict(3, 12).standings().getFirst().weight());
        assertThat(service.json("/api/v1/overview?windows=2").get("windows")).hasSize(2);
        assertThat(service.json("/api/v1/overview?netuid=9").get("peers")).hasSize(2);
    }

    @Test
    void theLiveStreamHasTheNewestWindowWholeAndResumes() throws Exception {
        try (var lines = service.lines("/api/v1/live").body()) {
            var window = Service.read(lines.filter(line -> line.startsWith("data:"))
                    .findFirst()
                    .orElseThrow()
                    .substring(5));
            assertThat(window.get("verdict"))
                    .isEqualTo(service.json("/api/v1/windows").at("/windows/0"));
            assertThat(window.get("previousVerdictHash").stringValue()).isEqualTo(service.hash(3, 11));
            assertThat(window.get("standings")).hasSize(6);
            assertThat(window.at("/outcomes/0/status").stringValue()).isEqualTo("ARRIVED");
            assertThat(window.at("/outcomes/0/own/before").doubleValue()).isEqualTo(2);
        }
        try (var lines = service.lines("/api/v1/live", "Last-Event-ID", "3/10").body()) {
            assertThat(lines.filter(line -> line.startsWith("id:")).limit(2)).containsExactly("id:3/11", "id:3/12");
        }
    }
}
