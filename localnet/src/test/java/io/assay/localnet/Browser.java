package io.assay.localnet;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import tools.jackson.databind.json.JsonMapper;

/** The system's own chromium without a window, and all that it logged; nothing is downloaded for it. */
final class Browser implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String AXE = axe();
    private static final List<String> BROWSERS = List.of("chromium", "chromium-browser", "google-chrome");

    private final List<String> errors = new ArrayList<>();
    private final List<String> requests = new ArrayList<>();
    final ChromeDriver driver;

    private Browser(Path binary, Path driver) {
        var logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        logs.enable(LogType.PERFORMANCE, Level.ALL);
        var options = new ChromeOptions();
        options.setBinary(binary.toFile());
        options.setCapability("goog:loggingPrefs", logs);
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-dev-shm-usage",
                "--disable-background-networking",
                "--hide-scrollbars",
                "--no-first-run");
        var service = new ChromeDriverService.Builder()
                .usingDriverExecutable(driver.toFile())
                .usingAnyFreePort()
                .build();
        this.driver = new ChromeDriver(service, options);
    }

    /** A browser, if the system has one with its driver. */
    static Optional<Browser> find() {
        var driver = onPath("chromedriver");
        return BROWSERS.stream()
                .flatMap(name -> onPath(name).stream())
                .findFirst()
                .flatMap(binary -> driver.map(found -> new Browser(binary, found)));
    }

    private static Optional<Path> onPath(String name) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** A window of that many CSS pixels, in that scheme. */
    void look(int width, int height, String scheme) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
    }

    /** What is to be seen, from the top to the end of the page. */
    void picture(Path file) throws IOException {
        var answer = driver.executeCdpCommand("Page.captureScreenshot", Map.of("captureBeyondViewport", true));
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.write(file, Base64.getDecoder().decode((String) answer.get("data")));
    }

    @Nullable
    Object run(String script, Object... arguments) {
        return driver.executeScript(script, arguments);
    }

    /** Whether an expression of the page is true. */
    boolean holds(String expression) {
        return Boolean.TRUE.equals(run("return " + expression));
    }

    /** What keeps people from using the page as it stands: violations of WCAG 2.2 AA and of good practice. */
    List<String> barriers() {
        if (!holds("'axe' in window")) {
            run(AXE);
        }
        var found = driver.executeAsyncScript("""
                const done = arguments[0];
                const values = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
                axe.run(document, {runOnly: {type: 'tag', values}}).then(
                    result => done(result.violations.flatMap(rule => rule.nodes.map(
                        node => `${rule.id}: ${node.failureSummary} ${node.html}`))),
                    fault => done([String(fault)]));
                """);
        return found instanceof List<?> all
                ? all.stream().map(String::valueOf).toList()
                : List.of("no answer: " + found);
    }

    private static String axe() {
        try (var script = Browser.class.getResourceAsStream("/axe.min.js")) {
            return new String(Objects.requireNonNull(script).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Errors in the console since the start. */
    List<String> errors() {
        for (LogEntry entry : driver.manage().logs().get(LogType.BROWSER)) {
            if (entry.getLevel().intValue() >= Level.WARNING.intValue()) {
                errors.add(entry.getMessage());
            }
        }
        return errors;
    }

    /** Addresses of all requests since the start. */
    List<String> requests() {
        for (LogEntry entry : driver.manage().logs().get(LogType.PERFORMANCE)) {
            var message = JSON.readTree(entry.getMessage()).get("message");
            if (message.get("method").stringValue().equals("Network.requestWillBeSent")) {
                requests.add(message.at("/params/request/url").stringValue());
            }
        }
        return requests;
    }

    @Override
    public void close() {
        driver.quit();
    }
}
