package io.assay.miner;

import io.assay.chain.Chain;
import io.assay.model.InitialModel;
import io.assay.model.TorchEngine;
import io.assay.model.data.Corpus;
import io.assay.protocol.hparams.HParams;
import io.assay.service.settings.KafkaSettings;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.Semaphore;

/**
 * What the miners of a process share. All of it is safe for use by several threads and outlives the miners.
 *
 * @param hparams the mechanism's parameters
 * @param initial what the model began as
 * @param device {@code cpu}, or {@code gpu0} and so on
 * @param clock agrees with the chain's timestamps as far as a miner's own clock does
 * @param trainingTurns how many miners may train at once; a turn is one batch long
 * @param notices tells the validator of uploads
 */
public record MinerContext(
        HParams hparams,
        Chain chain,
        MinerStores stores,
        KafkaSettings kafka,
        TorchEngine engine,
        Corpus corpus,
        InitialModel initial,
        InstantSource clock,
        String device,
        Semaphore trainingTurns,
        UploadNotices notices) {
    public MinerContext {
        Objects.requireNonNull(hparams, "hparams");
        Objects.requireNonNull(chain, "chain");
        Objects.requireNonNull(stores, "stores");
        Objects.requireNonNull(kafka, "kafka");
        Objects.requireNonNull(engine, "engine");
        Objects.requireNonNull(corpus, "corpus");
        Objects.requireNonNull(initial, "initial");
        Objects.requireNonNull(clock, "clock");
        Objects.requireNonNull(device, "device");
        Objects.requireNonNull(trainingTurns, "trainingTurns");
        Objects.requireNonNull(notices, "notices");
    }

    /**
     * On the CPU, by the system's clock, one batch of one miner at a time, first come, first served; nobody is told of
     * uploads.
     */
    public static MinerContext onCpu(
            HParams hparams,
            Chain chain,
            MinerStores stores,
            KafkaSettings kafka,
            TorchEngine engine,
            Corpus corpus,
            InitialModel initial) {
        return new MinerContext(
                hparams,
                chain,
                stores,
                kafka,
                engine,
                corpus,
                initial,
                InstantSource.system(),
                "cpu",
                new Semaphore(1, true),
                UploadNotices.NONE);
    }

    /** The same, with a validator that is told of uploads. */
    public MinerContext telling(UploadNotices validator) {
        return new MinerContext(
                hparams, chain, stores, kafka, engine, corpus, initial, clock, device, trainingTurns, validator);
    }
}
