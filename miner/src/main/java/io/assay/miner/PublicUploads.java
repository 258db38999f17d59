package io.assay.miner;

import io.assay.chain.Neuron;
import io.assay.gradient.CompressedGradient;
import io.assay.gradient.Expectation;
import io.assay.gradient.GradientFile;
import io.assay.gradient.GradientLayout;
import io.assay.gradient.GradientReading;
import io.assay.protocol.ObjectKeys;
import io.assay.service.s3.ObjectHead;
import io.assay.service.s3.ObjectStoreException;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.LongStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What other miners have uploaded: their buckets and keys to read them are on the chain. */
final class PublicUploads {
    private static final Logger LOG = LoggerFactory.getLogger(PublicUploads.class);
    private static final int MAX_VICTIMS = 16;
    private static final int MAX_WINDOWS_BACK = 5;
    /** The best-paid first: theirs is the gradient worth copying. */
    private static final Comparator<Neuron> WORTH =
            Comparator.comparingDouble(Neuron::incentive).reversed().thenComparingInt(Neuron::uid);

    private final MinerContext context;
    private final GradientLayout layout;
    private final String ownHotkey;

    PublicUploads(MinerContext context, GradientLayout layout, String ownHotkey) {
        this.context = context;
        this.layout = layout;
        this.ownHotkey = ownHotkey;
    }

    /** The newest gradient of the best-paid other miner that has one, not older than a few windows. */
    Optional<CompressedGradient> newest(long window) {
        return context.chain().roster(context.hparams().netuid()).neurons().stream()
                .filter(neuron -> neuron.bucket() != null && !neuron.hotkey().equals(ownHotkey))
                .sorted(WORTH)
                .limit(MAX_VICTIMS)
                .flatMap(neuron -> newestOf(neuron, window).stream())
                .findFirst();
    }

    private Optional<CompressedGradient> newestOf(Neuron victim, long window) {
        return LongStream.rangeClosed(0, Math.min(window, MAX_WINDOWS_BACK))
                .mapToObj(back -> upload(victim, window - back))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private Optional<CompressedGradient> upload(Neuron victim, long window) {
        var bucket = Objects.requireNonNull(victim.bucket());
        var store = context.stores().peers().apply(bucket);
        var prefix = ObjectKeys.gradientPrefix() + window + "-" + victim.uid() + "-";
        try {
            return store.list(bucket.bucket(), prefix, null)
                    .blockOptional()
                    .flatMap(found -> found.stream().max(Comparator.comparing(ObjectHead::lastModified)))
                    .flatMap(head -> store.get(bucket.bucket(), head.key(), head.etag(), maxBytes())
                            .blockOptional())
                    .flatMap(file -> gradient(file, new Expectation(window, victim.uid(), victim.hotkey())));
        } catch (ObjectStoreException e) {
            LOG.debug("cannot copy from uid {}: {}", victim.uid(), e.getMessage());
            return Optional.empty();
        }
    }

    private Optional<CompressedGradient> gradient(byte[] file, Expectation expected) {
        return switch (GradientFile.read(file, layout, expected)) {
            case GradientReading.Accepted accepted -> Optional.of(accepted.gradient());
            case GradientReading.Refused _ -> Optional.empty();
        };
    }

    private int maxBytes() {
        return (int) Math.min(layout.maxFileBytes(), Integer.MAX_VALUE - 8);
    }
}
