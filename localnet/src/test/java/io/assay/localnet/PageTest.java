package io.assay.localnet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** The page of a running localnet, in a real browser. */
@Timeout(240)
class PageTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String NOT_TESTED = "THE PAGE IS NOT TESTED: no chromium with its chromedriver is on the PATH"
            + " (Debian: apt-get install chromium chromium-driver)";

    private final HttpClient http = HttpClient.newHttpClient();
    private Browser browser;
    private Process localnet;
    private String base;
    private String page;

    @TempDir
    Path directory;

    @BeforeEach
    void start() throws Exception {
        browser = Browser.find().orElseGet(PageTest::skip);
        base = LocalnetProcess.freeBase();
        run();
    }

    private static Browser skip() {
        System.err.println(NOT_TESTED);
        return Assumptions.abort(NOT_TESTED);
    }

    /** Starts the localnet, or starts it again, and waits for the address that it prints and for two windows. */
    private void run() throws Exception {
        localnet = LocalnetProcess.start(directory, "honest=2,late=1,broken=1", "--port-base", base);
        var address = new CompletableFuture<String>();
        var settled = new CompletableFuture<String>();
        Thread.ofVirtual().start(() -> {
            try (var lines = localnet.inputReader()) {
                lines.lines().forEach(line -> {
                    if (line.startsWith("page ")) {
                        address.complete(line.substring(5).strip());
                    } else if (line.startsWith("window ") && !line.startsWith("window 0 ")) {
                        settled.complete(line);
                    }
                });
            } catch (IOException e) {
                address.completeExceptionally(e);
            }
        });
        page = address.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
        settled.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
    }

    @AfterEach
    void stop() throws Exception {
        http.close();
        if (browser != null) {
            browser.close();
        }
        if (localnet != null) {
            localnet.destroyForcibly().waitFor();
        }
    }

    private WebElement one(String css) {
        return browser.driver.findElement(By.cssSelector(css));
    }

    /** Of all elements at one moment: the page may replace them at the next. */
    private List<String> texts(String css) {
        var found = browser.run(
                "return [...document.querySelectorAll(arguments[0])].map(element => element.textContent)", css);
        return found instanceof List<?> all ? all.stream().map(String::valueOf).toList() : List.of();
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        var until = Instant.now().plus(LIMIT);
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).as("awaited for " + LIMIT).isBefore(until);
            Thread.sleep(100);
        }
    }

    private long window() {
        var caption = texts("#board caption").getFirst();
        return caption.isEmpty() ? -1 : Long.parseLong(caption.substring(caption.lastIndexOf(' ') + 1));
    }

    private String get(String path) throws Exception {
        var request =
                HttpRequest.newBuilder(URI.create(page).resolve(path)).header("Accept", "text/plain, application/json");
        return http.send(request.build(), BodyHandlers.ofString()).body();
    }

    @Test
    void showsWhatIsGoingOnAndGoesOnAfterARestart() throws Exception {
        browser.look(1440, 900, "light");
        browser.driver.get(page);
        showsTheLeaderboard();
        explainsAPeerAsTheApiDoes();
        isSortedByTheKeyboard();
        updatesWithoutAReload();
        tellsWhoWasRefusedAndWhatWasSubmitted();
        fitsEveryWidth();
        assertThat(browser.errors()).isEmpty();
        assertThat(browser.requests()).isNotEmpty().allMatch(url -> url.startsWith(page));
        resumesAfterARestart();
    }

    private void showsTheLeaderboard() throws Exception {
        await(() -> texts("#board tbody tr").size() == 4);
        assertThat(texts("#board tbody th.hotkey a")).hasSize(4).doesNotHaveDuplicates();
        System.out.println("leaderboard after " + browser.run("return Math.round(performance.now())") + " ms at most");
        assertThat(one("#connection").getText()).isEqualTo("Live");
        assertThat(texts("#board svg[aria-label*='windows: from']")).isNotEmpty();
        await(() -> browser.driver.findElements(By.cssSelector(".plot canvas")).size() == 4);
    }

    private void explainsAPeerAsTheApiDoes() throws Exception {
        var hotkey = one("#board tbody tr").getDomAttribute("data-hotkey");
        one("#board tbody tr th.hotkey a").click();
        for (var asked : List.of(1, 0)) {
            one("#window").sendKeys(Keys.chord(Keys.CONTROL, "a") + asked + Keys.ENTER);
            await(() -> one("#explanation-head").getText().contains("after window " + asked + " "));
            var told = get("/api/v1/peers/" + hotkey + "/explanation?window=" + asked)
                    .lines()
                    .toList();
            assertThat(one("#explanation-head").getText()).isEqualTo(told.getFirst());
            assertThat(texts("#explanation dd"))
                    .isEqualTo(told.stream()
                            .skip(1)
                            .map(line -> line.substring(15))
                            .toList());
            assertThat(texts("#explanation dt"))
                    .isEqualTo(told.stream()
                            .skip(1)
                            .map(line -> line.substring(2, 14).strip())
                            .toList());
        }
        for (var scheme : List.of("dark", "light")) {
            browser.look(1440, 900, scheme);
            assertThat(browser.barriers()).as("a peer's page, " + scheme).isEmpty();
        }
        one(".back a").sendKeys(Keys.ENTER);
        await(() -> one("#board").isDisplayed());
    }

    private void isSortedByTheKeyboard() {
        one("#board th.uid button").sendKeys(Keys.ENTER);
        assertThat(one("#board th.uid").getDomAttribute("aria-sort")).isEqualTo("ascending");
        assertThat(texts("#board td.uid")).isSorted();
        one("#board th.uid button").sendKeys(Keys.SPACE);
        assertThat(texts("#board td.uid").reversed()).isSorted();
    }

    private void updatesWithoutAReload() throws Exception {
        browser.run("window.loadedOnce = true");
        var before = window();
        await(() -> window() > before);
        assertThat(browser.holds("window.loadedOnce")).isTrue();
    }

    private void tellsWhoWasRefusedAndWhatWasSubmitted() throws Exception {
        await(() -> texts("#notices .why").stream().anyMatch(why -> why.contains("too_late")));
        await(() -> texts("#submissions .chip").contains("finalized"));
        assertThat(texts("#progress h3")).isNotEmpty().allMatch(card -> card.startsWith("Window "));
    }

    private void fitsEveryWidth() throws Exception {
        for (var width : List.of(390, 1440)) {
            for (var scheme : List.of("light", "dark")) {
                browser.look(width, 900, scheme);
                await(() -> browser.holds("innerWidth === " + width));
                assertThat(browser.holds("document.documentElement.scrollWidth <= innerWidth"))
                        .isTrue();
                assertThat(browser.barriers())
                        .as("overview at " + width + ", " + scheme)
                        .isEmpty();
                browser.picture(Path.of("target", "page", "page-" + width + "-" + scheme + ".png"));
            }
        }
    }

    private void resumesAfterARestart() throws Exception {
        localnet.destroyForcibly().waitFor();
        await(() -> one("#connection").getText().startsWith("Disconnected"));
        var before = window();
        run();
        await(() -> one("#connection").getText().equals("Live"));
        await(() -> window() > before);
        assertThat(browser.holds("window.loadedOnce")).isTrue();
        assertThat(get("/api/v1/overview")).contains("\"window\":0,");
    }
}
