package io.assay.service.source;

import io.assay.model.data.Corpus;
import io.assay.model.data.UnreadableCorpusException;
import io.assay.model.data.WordNetCorpus;
import io.assay.model.shards.IndexFile;
import io.assay.model.shards.Shard;
import io.assay.model.shards.ShardFolder;
import io.assay.model.shards.ShardSource;
import io.assay.model.shards.ShardedCorpus;
import io.assay.protocol.hparams.HParams;
import io.assay.service.s3.ObjectStore;
import io.assay.service.settings.InvalidSettingException;
import io.assay.service.settings.StoreSettings;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The text that a subnet's parameters name: built in, or token shards whose index has the digest that they name. */
public final class SubnetText implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final Corpus corpus;
    private final @Nullable ObjectStore store;

    private SubnetText(Corpus corpus, @Nullable ObjectStore store) {
        this.corpus = corpus;
        this.store = store;
    }

    /**
     * Opens the text; shards are read when they are needed.
     *
     * @param own the validator's bucket, asked for if settings name no other
     * @throws InvalidSettingException if settings and parameters do not fit, or the index cannot be used
     */
    public static SubnetText open(SourceSettings settings, Supplier<StoreSettings> own, HParams hparams) {
        var wanted = hparams.datasetSha256();
        if (wanted == null) {
            refuseUnnamed(settings);
            return new SubnetText(WordNetCorpus.load(hparams.sequenceLength()), null);
        }
        try {
            if (settings.folder() != null) {
                var index = requireDigest(IndexFile.in(settings.folder()), wanted);
                return new SubnetText(corpus(index, new ShardFolder(settings.folder()), hparams), null);
            }
            if (settings.prefix() != null) {
                return stored(settings, settings.prefix(), own.get(), hparams, wanted);
            }
        } catch (UnreadableCorpusException e) {
            throw new InvalidSettingException(
                    "The text cannot be used: " + e.getMessage() + ".", "Mend what is named.");
        }
        throw new InvalidSettingException(
                "The parameters name text of one's own by dataset_sha256, and no setting says where it is.",
                "Set --assay.data.folder=FOLDER, or --assay.data.prefix=PREFIX and what leads to its bucket.");
    }

    /** The text. */
    public Corpus corpus() {
        return corpus;
    }

    @Override
    public void close() {
        if (store != null) {
            store.close();
        }
    }

    private static SubnetText stored(
            SourceSettings settings, String prefix, StoreSettings own, HParams hparams, String wanted) {
        var store = ObjectStore.connect(settings.store(own), LIMIT);
        try {
            var cache = new FileCache(
                    settings.cacheDirectory(), settings.cacheSize().toBytes(), InstantSource.system());
            var shards = new StoredShards(store, settings.bucket(own), SourceSettings.asFolder(prefix), cache);
            var index = requireDigest(shards.index(), wanted);
            requireRoom(index, settings);
            return new SubnetText(corpus(index, shards, hparams), store);
        } catch (RuntimeException e) {
            store.close();
            throw e;
        }
    }

    private static Corpus corpus(IndexFile index, ShardSource source, HParams hparams) {
        try {
            return new ShardedCorpus(index.index(), source, hparams.sequenceLength());
        } catch (IllegalArgumentException e) {
            throw new InvalidSettingException(
                    "The text cannot be used: " + e.getMessage() + ".", "Mend what is named.");
        }
    }

    private static IndexFile requireDigest(IndexFile found, String wanted) {
        if (!found.sha256().equals(wanted)) {
            throw new InvalidSettingException(
                    "The text has an index with the SHA-256 " + found.sha256() + ", the parameters have dataset_sha256 "
                            + wanted + ".",
                    "Name the text that the subnet uses, or the parameters that belong to this one.");
        }
        return found;
    }

    private static void requireRoom(IndexFile index, SourceSettings settings) {
        var largest =
                index.index().shards().stream().mapToLong(Shard::bytes).max().orElse(0);
        if (largest > settings.cacheSize().toBytes()) {
            throw new InvalidSettingException(
                    "The setting assay.data.cache-size is "
                            + settings.cacheSize().toBytes() + " bytes, the largest shard has " + largest + ".",
                    "Set it to as much as the whole text has, " + index.index().bytes() + "B, or at least that.");
        }
    }

    private static void refuseUnnamed(SourceSettings settings) {
        if (settings.folder() != null || settings.prefix() != null) {
            throw new InvalidSettingException(
                    "The setting assay.data." + (settings.folder() != null ? "folder" : "prefix")
                            + " names text, and the parameters have no dataset_sha256: they stand for the text built in.",
                    "Put the dataset_sha256 that ./assay data verify prints into the parameters, or leave the setting out.");
        }
    }
}
