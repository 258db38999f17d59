package io.assay.rating.web.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.http.MediaType;

/**
 * The page's files, read from the class path once. They are served under a path that holds the digest of them all, so
 * that a browser may keep them for good and modules that name each other relatively are always of one version.
 */
public final class PageAssets {
    private static final String OWN = "classpath:page/";
    private static final String UPLOT = "classpath*:META-INF/resources/webjars/uplot/*/dist/";
    private static final String PREFIX = "{assets}";
    private static final Map<String, MediaType> TYPES = Map.of(
            "js", new MediaType("text", "javascript", UTF_8),
            "css", new MediaType("text", "css", UTF_8),
            "svg", new MediaType("image", "svg+xml"));
    private static final List<String> NAMES = List.of(
            "main.js",
            "board.js",
            "charts.js",
            "dom.js",
            "format.js",
            "linechart.js",
            "notices.js",
            "peer.js",
            "progress.js",
            "skill.js",
            "sparkline.js",
            "state.js",
            "stream.js",
            "submissions.js",
            "page.css",
            "favicon.svg");

    private final Map<String, PageAsset> assets;
    private final String version;
    private final byte[] index;

    private PageAssets(SequencedMap<String, PageAsset> assets, byte[] index) {
        this.assets = assets;
        this.version = digest(assets, index);
        this.index = new String(index, UTF_8).replace(PREFIX, prefix()).getBytes(UTF_8);
    }

    /** Reads them. */
    public static PageAssets read() {
        var assets = new LinkedHashMap<String, PageAsset>();
        NAMES.forEach(name -> assets.put(name, asset(name, OWN + name)));
        assets.put("uplot.js", asset("uplot.js", UPLOT + "uPlot.esm.js"));
        assets.put("uplot.css", asset("uplot.css", UPLOT + "uPlot.min.css"));
        return new PageAssets(assets, bytes(OWN + "index.html"));
    }

    private static PageAsset asset(String name, String pattern) {
        var type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
        if (type == null) {
            throw new IllegalStateException(name + " is of no type that the page has: " + TYPES.keySet());
        }
        return new PageAsset(type, bytes(pattern));
    }

    /** The jar's path has the version; there is one version of it. */
    private static byte[] bytes(String pattern) {
        try {
            var found = new PathMatchingResourcePatternResolver().getResources(pattern);
            if (found.length != 1) {
                throw new IllegalStateException(
                        pattern + " is on the class path " + found.length + " times, allowed: 1");
            }
            return found[0].getContentAsByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(pattern + " cannot be read", e);
        }
    }

    private static String digest(SequencedMap<String, PageAsset> assets, byte[] index) {
        try {
            var sha256 = MessageDigest.getInstance("SHA-256");
            assets.forEach((name, asset) -> {
                sha256.update(name.getBytes(UTF_8));
                sha256.update(asset.bytes());
            });
            return HexFormat.of().formatHex(sha256.digest(index), 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private String prefix() {
        return "/assets/" + version;
    }

    /** Digest of all files, 16 hexadecimal digits. */
    String version() {
        return version;
    }

    /** The page itself. */
    byte[] index() {
        return index;
    }

    /** A file, if there is one of that name in that version. */
    Optional<PageAsset> find(String asked, String name) {
        return asked.equals(version) ? Optional.ofNullable(assets.get(name)) : Optional.empty();
    }
}
