package io.assay.service.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.model.shards.FileDigest;
import io.assay.service.source.FileCache.WrongContentException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileCacheTest {
    private static final int SIZE = 100;

    @TempDir
    Path folder;

    private final AtomicInteger fetched = new AtomicInteger();
    private final AtomicInteger seconds = new AtomicInteger();
    private final InstantSource clock = () -> Instant.ofEpochSecond(1_000_000 + seconds.incrementAndGet());

    private FileCache cache(long maxBytes) {
        return new FileCache(folder, maxBytes, clock);
    }

    private static byte[] content(int number) {
        var content = new byte[SIZE];
        content[0] = (byte) number;
        return content;
    }

    private static String name(int number) {
        return FileDigest.sha256(content(number));
    }

    private Path get(FileCache cache, int number) throws IOException {
        return cache.file(name(number), SIZE, part -> {
            fetched.incrementAndGet();
            Files.write(part, content(number));
            return name(number);
        });
    }

    private void has(int... numbers) throws IOException {
        try (var files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(
                            IntStream.of(numbers).mapToObj(FileCacheTest::name).toList());
        }
    }

    @Test
    void fetchesOnce() throws IOException {
        var cache = cache(1000);
        assertThat(get(cache, 1)).hasBinaryContent(content(1));
        assertThat(get(cache, 1)).hasBinaryContent(content(1));
        assertThat(fetched).hasValue(1);
    }

    @Test
    void whatWasNotUsedForLongestGoesFirst() throws IOException {
        var cache = cache(3 * SIZE);
        for (var number : new int[] {1, 2, 3, 1, 4}) {
            get(cache, number);
        }
        has(1, 3, 4);
        get(cache, 5);
        has(1, 4, 5);
    }

    @Test
    void aRestartForgetsNothing() throws IOException {
        get(cache(3 * SIZE), 1);
        get(cache(3 * SIZE), 2);
        get(cache(3 * SIZE), 3);
        get(cache(3 * SIZE), 1);
        assertThat(fetched).hasValue(3);
        get(cache(3 * SIZE), 4);
        has(1, 3, 4);
    }

    @Test
    void aSmallerLimitHoldsAtTheNextFile() throws IOException {
        for (var number = 0; number < 8; number++) {
            get(cache(8 * SIZE), number);
        }
        get(cache(2 * SIZE), 9);
        has(7, 9);
    }

    @Test
    void whatIsDamagedOnDiskIsFetchedAnew() throws IOException {
        var file = get(cache(1000), 1);
        Files.write(file, content(7));
        assertThat(get(cache(1000), 1)).hasBinaryContent(content(1));
        assertThat(fetched).hasValue(2);
        Files.write(file, new byte[3]);
        assertThat(get(cache(1000), 1)).hasBinaryContent(content(1));
        assertThat(fetched).hasValue(3);
    }

    @Test
    void whatWasTakenAwayIsFetchedAnew() throws IOException {
        var cache = cache(1000);
        Files.delete(get(cache, 1));
        assertThat(get(cache, 1)).hasBinaryContent(content(1));
        assertThat(fetched).hasValue(2);
    }

    @Test
    void wrongContentIsNeverKept() throws IOException {
        var cache = cache(1000);
        assertThatThrownBy(() -> cache.file(name(1), SIZE, part -> {
                    Files.write(part, content(2));
                    return name(2);
                }))
                .isInstanceOf(WrongContentException.class)
                .hasMessage("has the SHA-256 " + name(2));
        assertThatThrownBy(() -> cache.file(name(1), SIZE, _ -> {
                    throw new NoSuchFileException("gone");
                }))
                .isInstanceOf(NoSuchFileException.class);
        has();
        assertThat(get(cache, 1)).hasBinaryContent(content(1));
    }

    @Test
    void refusesAFileThatNeverFits() throws IOException {
        var cache = cache(SIZE - 1);
        assertThatThrownBy(() -> get(cache, 1)).hasMessageContaining("set assay.data.cache-size to more");
        has();
    }

    @Test
    void sweepsWhatAKilledProcessLeftLongAgo() throws IOException {
        var old = Files.createFile(folder.resolve("new1.part"));
        var fresh = Files.createFile(folder.resolve("new2.part"));
        Files.setLastModifiedTime(old, FileTime.from(Instant.ofEpochSecond(0)));
        Files.setLastModifiedTime(fresh, FileTime.from(clock.instant()));
        get(cache(1000), 1);
        assertThat(old).doesNotExist();
        assertThat(fresh).exists();
    }

    @Test
    void isReadByManyAtOnceWhileItIsTooSmall() throws Exception {
        var cache = new FileCache(folder, 3 * SIZE, InstantSource.system());
        try (var pool = Executors.newFixedThreadPool(8)) {
            var reads = IntStream.range(0, 400)
                    .mapToObj(i -> (Callable<byte[]>) () -> read(cache, i % 7))
                    .toList();
            var contents = pool.invokeAll(reads);
            for (var i = 0; i < contents.size(); i++) {
                assertThat(contents.get(i).get()).isEqualTo(content(i % 7));
            }
        }
        try (var files = Files.list(folder)) {
            assertThat(files.count()).isLessThanOrEqualTo(3);
        }
    }

    private byte[] read(FileCache cache, int number) throws IOException {
        while (true) {
            try {
                return Files.readAllBytes(get(cache, number));
            } catch (NoSuchFileException _) {
                // taken away in between, as is said: ask again
                Thread.onSpinWait();
            }
        }
    }
}
