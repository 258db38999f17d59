package io.assay.protocol.event;

import io.assay.protocol.Checks;

/**
 * A signed extrinsic as it will be sent. Signing again would give other bytes, so these are kept: sent twice they are the
 * same extrinsic, which the chain executes once.
 *
 * @param bytes {@code 0x} and hexadecimal digits, at most 512 KiB
 * @param birth first block that it can be in
 * @param death first block that it can no longer be in
 * @param call what it asks the chain to do with the weights
 */
public record PlannedExtrinsic(String bytes, long birth, long death, WeightsCall call) {
    private static final int MAX_CHARACTERS = 2 + (1 << 20);

    public PlannedExtrinsic {
        Checks.text("bytes", bytes, MAX_CHARACTERS);
        Checks.notNegative("birth", birth);
        Checks.within("death", death, birth + 1, birth + (1L << 16));
        Checks.present("call", call);
    }

    /** Without the bytes. */
    @Override
    public String toString() {
        return "PlannedExtrinsic[birth=" + birth + ", death=" + death + ", call=" + call.name() + "]";
    }
}
