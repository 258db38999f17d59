package io.assay.miner;

import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What a miner has done since it started.
 *
 * @param window newest window taken up; absent before the first
 * @param mined windows for which it had what its strategy needs
 * @param trained windows it trained in
 * @param uploaded files it put into its bucket
 * @param skipped windows without an upload, by its strategy or because the model or the window's end came too late
 * @param failed windows given up after an error
 * @param lastLoss mean loss, in nats, before the newest window's step; absent before the first
 */
public record MinerStatus(
        OptionalLong window,
        long mined,
        long trained,
        long uploaded,
        long skipped,
        long failed,
        OptionalDouble lastLoss) {
    static final MinerStatus NONE = new MinerStatus(OptionalLong.empty(), 0, 0, 0, 0, 0, OptionalDouble.empty());

    MinerStatus at(long newest) {
        return new MinerStatus(OptionalLong.of(newest), mined, trained, uploaded, skipped, failed, lastLoss);
    }

    MinerStatus plusMined() {
        return new MinerStatus(window, mined + 1, trained, uploaded, skipped, failed, lastLoss);
    }

    MinerStatus plusTrained(double loss) {
        return new MinerStatus(window, mined, trained + 1, uploaded, skipped, failed, OptionalDouble.of(loss));
    }

    MinerStatus plusUploaded() {
        return new MinerStatus(window, mined, trained, uploaded + 1, skipped, failed, lastLoss);
    }

    MinerStatus plusSkipped(long windows) {
        return new MinerStatus(window, mined, trained, uploaded, skipped + windows, failed, lastLoss);
    }

    MinerStatus plusFailed() {
        return new MinerStatus(window, mined, trained, uploaded, skipped, failed + 1, lastLoss);
    }
}
