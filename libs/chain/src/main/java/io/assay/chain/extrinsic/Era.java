package io.assay.chain.extrinsic;

import io.assay.chain.scale.MalformedScaleException;
import io.assay.chain.scale.ScaleReader;
import io.assay.chain.scale.ScaleWriter;

/**
 * For which blocks an extrinsic is good.
 *
 * @see <a href="https://github.com/paritytech/polkadot-sdk/blob/master/substrate/primitives/runtime/src/generic/era.rs">
 *     sp_runtime::generic::Era</a>
 */
public sealed interface Era {
    /** The shortest period, in blocks. */
    int MIN_PERIOD = 4;

    /** The longest period, in blocks. */
    int MAX_PERIOD = 1 << 16;

    /** The highest number that a block can have. */
    long MAX_BLOCK = 0xFFFF_FFFFL;

    /** Good for ever; it can be put in again once the signer's account was removed. */
    record Immortal() implements Era {}

    /**
     * Good for {@code period} blocks, from one whose number is {@code phase} modulo {@code period}.
     *
     * @param period blocks, a power of two from 4 to 65,536
     * @param phase blocks, from 0 to less than the period; a multiple of period / 4,096 where that is more than 1,
     *     because two bytes hold no more
     */
    record Mortal(int period, int phase) implements Era {
        /** Refuses, with {@link IllegalArgumentException}, what an extrinsic cannot say. */
        public Mortal {
            require(
                    period >= MIN_PERIOD && period <= MAX_PERIOD && Integer.bitCount(period) == 1,
                    "an era's period is " + period + ", allowed: a power of two from 4 to 65536");
            var step = step(period);
            require(
                    phase >= 0 && phase < period && phase % step == 0,
                    "an era's phase is " + phase + ", allowed: multiples of " + step
                            + " from 0 to less than its period " + period);
        }

        private static void require(boolean holds, String fault) {
            if (!holds) {
                throw new IllegalArgumentException(fault);
            }
        }
    }

    /**
     * The era around a block that lasts at least so long, within what is possible. It may begin up to 15 blocks before that
     * block if its period is more than 4,096.
     *
     * @param life blocks, at least 1; rounded up to a power of two from 4 to 65,536
     * @param block number of a block, 0 to 2^32 - 1
     */
    static Mortal mortal(long life, long block) {
        requireBlock(block);
        if (life < 1) {
            throw new IllegalArgumentException("an era's life is " + life + " blocks, allowed: at least 1");
        }
        var period = period(life);
        var phase = (int) (block % period);
        return new Mortal(period, phase - phase % step(period));
    }

    /** Reads one or two bytes. */
    static Era read(ScaleReader in) {
        var start = in.offset();
        var first = in.u8();
        if (first == 0) {
            return new Immortal();
        }
        var encoded = first | (in.u8() << 8);
        var period = 2 << (encoded & 15);
        var phase = (encoded >> 4) * step(period);
        if (period < MIN_PERIOD || phase >= period) {
            throw new MalformedScaleException(
                    start, "an era whose phase is below its period", "period " + period + " and phase " + phase);
        }
        return new Mortal(period, phase);
    }

    /** Writes one byte for ever, two for a period and phase. */
    default void write(ScaleWriter out) {
        switch (this) {
            case Immortal() -> out.u8(0);
            case Mortal(var period, var phase) ->
                out.u16((Integer.numberOfTrailingZeros(period) - 1) | ((phase / step(period)) << 4));
        }
    }

    /**
     * The number of the block whose hash is signed: the first for which the extrinsic is good, 0 if it is so for ever.
     *
     * @param current number of a block for which it is good
     */
    default long birth(long current) {
        requireBlock(current);
        return switch (this) {
            case Immortal() -> 0;
            case Mortal(var period, var phase) -> (Math.max(current, phase) - phase) / period * period + phase;
        };
    }

    /**
     * The number of the first block for which the extrinsic is not good any more, {@link Long#MAX_VALUE} if there is none.
     *
     * @param current number of a block for which it is good
     */
    default long death(long current) {
        return switch (this) {
            case Immortal() -> Long.MAX_VALUE;
            case Mortal(var period, var phase) -> birth(current) + period;
        };
    }

    private static int period(long life) {
        var wanted = Math.clamp(life, MIN_PERIOD, MAX_PERIOD);
        return Integer.highestOneBit(2 * wanted - 1);
    }

    /** Blocks between two phases that can be told apart. */
    private static int step(int period) {
        return Math.max(1, period >> 12);
    }

    private static void requireBlock(long block) {
        if (block < 0 || block > MAX_BLOCK) {
            throw new IllegalArgumentException("a block has number " + block + ", allowed: 0 to " + MAX_BLOCK);
        }
    }
}
