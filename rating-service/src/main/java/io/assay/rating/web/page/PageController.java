package io.assay.rating.web.page;

import io.assay.service.web.Shown;
import io.swagger.v3.oas.annotations.Hidden;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** The page, and the files it is made of. ETags are weak, since the same answer goes out with and without gzip. */
@Hidden
@RestController
public final class PageController {
    private static final MediaType HTML = new MediaType("text", "html", StandardCharsets.UTF_8);

    private final PageAssets assets;

    public PageController(PageAssets assets) {
        this.assets = assets;
    }

    @GetMapping("/")
    ResponseEntity<byte[]> page() {
        return answer(CacheControl.noCache(), HTML, assets.index());
    }

    @GetMapping("/assets/{version}/{name}")
    ResponseEntity<byte[]> asset(@PathVariable String version, @PathVariable String name) {
        var asset = assets.find(version, name)
                .orElseThrow(() -> new ResponseStatusException(
                        HttpStatus.NOT_FOUND, "the page has no file " + Shown.of(name) + " of that version"));
        var forever = CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable();
        return answer(forever, asset.type(), asset.bytes());
    }

    private ResponseEntity<byte[]> answer(CacheControl control, MediaType type, byte[] body) {
        return ResponseEntity.ok()
                .cacheControl(control)
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING)
                .eTag("W/\"" + assets.version() + "\"")
                .contentType(type)
                .body(body);
    }
}
