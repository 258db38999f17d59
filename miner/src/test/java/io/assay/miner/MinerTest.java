package io.assay.miner;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.chain.key.Hotkey;
import io.assay.gradient.Expectation;
import io.assay.gradient.GradientFile;
import io.assay.gradient.GradientReading.Accepted;
import io.assay.model.SyncProbe;
import io.assay.protocol.ObjectKeys;
import io.assay.protocol.UploadInterval.Timing;
import io.assay.protocol.WindowClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class MinerTest {
    private static final Hotkey HONEST = Hotkey.fromUri("//miner//1");
    private static final Hotkey COPYCAT = Hotkey.fromUri("//miner//2");

    @TempDir
    Path directory;

    private ScriptedSubnet subnet;

    @BeforeEach
    void startSubnet() {
        subnet = new ScriptedSubnet(directory);
    }

    @AfterEach
    void closeSubnet() {
        subnet.close();
    }

    @Test
    void honestAndCopycatUploadValidGradientsInTheInterval() throws Exception {
        try (var honest = start("honest@2", HONEST, "a");
                var copycat = start("copycat", COPYCAT, "b")) {
            mine(1, honest, copycat);
            assertThat(upload(1, COPYCAT).gradient())
                    .isEqualTo(upload(1, HONEST).gradient());
            subnet.advance(1, HONEST.address(), upload(1, HONEST).gradient());
            mine(2, honest, copycat);
            assertThat(upload(2, COPYCAT).gradient())
                    .isEqualTo(upload(2, HONEST).gradient());
            assertThat(upload(2, HONEST).gradient())
                    .isNotEqualTo(upload(1, HONEST).gradient());
            assertThat(honest.status().trained()).isEqualTo(2);
            assertThat(honest.status().failed()).isZero();
            assertThat(honest.status().lastLoss()).isPresent();
        }
        assertThat(subnet.notices)
                .containsExactlyInAnyOrder("1 " + HONEST, "1 " + COPYCAT, "2 " + HONEST, "2 " + COPYCAT);
    }

    @Test
    void goesOnWithItsUidAndTheNewestCheckpointAfterARestart() throws Exception {
        var first = start("noise", HONEST, "a");
        mine(1, first);
        first.close();
        assertThat(first.running()).isFalse();
        var uid = subnet.neuron(HONEST).orElseThrow().uid();
        subnet.advanceByCheckpoint(1, HONEST.address(), upload(1, HONEST).gradient());
        try (var noise = start("noise", HONEST, "a")) {
            mine(2, noise);
        }
        assertThat(upload(2, HONEST).metadata().uid()).isEqualTo(uid);
        assertThat(upload(2, HONEST).metadata().globalStep()).isEqualTo(1);
    }

    @Test
    void skipsAWindowWhoseModelDoesNotComeAndMinesTheNext() throws Exception {
        try (var noise = start("noise", HONEST, "a")) {
            mine(1, noise);
            var before = noise.status().skipped();
            subnet.open(2);
            await(() -> noise.status().window().equals(OptionalLong.of(2)));
            subnet.produceUntil(subnet.windows.closingBlock(2));
            await(() -> noise.status().skipped() == before + 1);
            var first = upload(1, HONEST).gradient();
            subnet.advance(1, HONEST.address(), first);
            subnet.advance(2, HONEST.address(), first);
            mine(3, noise);
            assertThat(noise.status().failed()).isZero();
        }
    }

    @Test
    void uploadsNothingFromAModelThatIsNotTheOneOnTheRecord() throws Exception {
        try (var noise = start("noise", HONEST, "a")) {
            mine(1, noise);
            var before = noise.status();
            subnet.advanceToAnother(1, HONEST.address(), upload(1, HONEST).gradient());
            subnet.open(2);
            await(() -> noise.status().skipped() == before.skipped() + 1);
            subnet.produceUntil(subnet.windows.closingBlock(2));
            subnet.open(3);
            await(() -> noise.status().window().equals(OptionalLong.of(3)));
            assertThat(noise.status().mined()).isEqualTo(before.mined());
            assertThat(noise.status().uploaded()).isEqualTo(before.uploaded());
        }
    }

    /** Starts a miner and makes blocks until it is on the chain, all of them in window 0. */
    private Miner start(String plan, Hotkey hotkey, String letter) throws InterruptedException {
        var miner = Miner.start(subnet.context, MinerPlans.parseOne(plan), hotkey, ScriptedSubnet.bucket(letter));
        await(() -> {
            if (subnet.chain.nextNonce(hotkey.address()) > committed(hotkey)) {
                subnet.chain.produceBlock();
            }
            return subnet.neuron(hotkey).filter(found -> found.bucket() != null).isPresent();
        });
        return miner;
    }

    private int committed(Hotkey hotkey) {
        return subnet.neuron(hotkey)
                .map(found -> found.bucket() == null ? 1 : 2)
                .orElse(0);
    }

    /** Opens a window, closes it when all miners have what they need, and waits for their uploads. */
    private void mine(long window, Miner... miners) throws InterruptedException {
        var before = Arrays.stream(miners).map(Miner::status).toList();
        subnet.open(window);
        for (var i = 0; i < miners.length; i++) {
            var miner = miners[i];
            var trained = before.get(i).trained() + (miner.plan().kind().trains() ? 1 : 0);
            var mined = before.get(i).mined() + 1;
            await(() -> miner.status().mined() == mined);
            await(() -> miner.status().trained() == trained);
        }
        subnet.produceUntil(subnet.windows.closingBlock(window));
        for (var i = 0; i < miners.length; i++) {
            var miner = miners[i];
            var uploaded = before.get(i).uploaded() + 1;
            await(() -> miner.status().uploaded() == uploaded);
        }
    }

    /** The miner's upload, which must be valid, in time, and tell the model of the window's start. */
    private Accepted upload(long window, Hotkey hotkey) {
        var neuron = subnet.neuron(hotkey).orElseThrow();
        var bucket = Objects.requireNonNull(neuron.bucket()).bucket();
        var key = ObjectKeys.gradient(window, neuron.uid());
        var closing = subnet.chain.block(subnet.windows.closingBlock(window));
        var interval = WindowClock.uploadInterval(
                closing.timestamp(), Duration.ofSeconds(subnet.hparams.timeWindowDeltaSeconds()), Duration.ZERO);
        var head = subnet.store.head(bucket, key).blockOptional().orElseThrow();
        assertThat(interval.timing(head.lastModified())).isEqualTo(Timing.IN_TIME);
        var reading = (Accepted) GradientFile.read(
                subnet.store
                        .get(bucket, key, head.etag(), 1 << 20)
                        .blockOptional()
                        .orElseThrow(),
                subnet.layout,
                new Expectation(window, neuron.uid(), hotkey.address()));
        if (subnet.model.window() == window) {
            var positions = new SyncProbe(subnet.hparams).positions(closing.hash());
            assertThat(reading.metadata().probe())
                    .isEqualTo(subnet.model.model().valuesAt(positions));
        }
        return reading;
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        while (!condition.getAsBoolean()) {
            Thread.sleep(20);
        }
    }
}
