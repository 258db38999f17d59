package io.assay.chain.extrinsic;

import io.assay.chain.scale.MalformedScaleException;
import io.assay.chain.scale.ScaleReader;
import io.assay.chain.scale.ScaleWriter;

/** What one extension puts into the extrinsic. */
enum Sent {
    NOTHING,
    ERA,
    NONCE,
    TIP,
    /** A tip, and no asset to pay it with. */
    TIP_IN_NATIVE,
    METADATA_MODE;

    /** Every part with a value whose bytes differ from those of other types. */
    static final Extra SAMPLE = new Extra(new Era.Mortal(64, 42), Extra.MAX_NONCE, 1L << 40, false);

    private static final int TIP_BITS = 63;

    void write(Extra extra, ScaleWriter out) {
        switch (this) {
            case NOTHING -> {}
            case ERA -> extra.era().write(out);
            case NONCE -> out.compact(extra.nonce());
            case TIP -> out.compact(extra.tip());
            case TIP_IN_NATIVE -> out.compact(extra.tip()).u8(0);
            case METADATA_MODE -> out.bool(extra.checksMetadata());
        }
    }

    /** The same with what is read in its place. */
    Extra read(Extra before, ScaleReader in) {
        return switch (this) {
            case NOTHING -> before;
            case ERA -> new Extra(Era.read(in), before.nonce(), before.tip(), before.checksMetadata());
            case NONCE -> new Extra(before.era(), in.compactU32(), before.tip(), before.checksMetadata());
            case TIP -> new Extra(before.era(), before.nonce(), tip(in), before.checksMetadata());
            case TIP_IN_NATIVE -> new Extra(before.era(), before.nonce(), nativeTip(in), before.checksMetadata());
            case METADATA_MODE -> new Extra(before.era(), before.nonce(), before.tip(), in.bool());
        };
    }

    private static long tip(ScaleReader in) {
        var start = in.offset();
        var tip = in.compact();
        if (tip.bitLength() > TIP_BITS) {
            throw new MalformedScaleException(start, "a tip of " + TIP_BITS + " bits", tip.bitLength() + " bits");
        }
        return tip.longValue();
    }

    private static long nativeTip(ScaleReader in) {
        var tip = tip(in);
        var start = in.offset();
        var asset = in.u8();
        if (asset != 0) {
            throw new MalformedScaleException(start, "a tip without an asset, 0", Integer.toString(asset));
        }
        return tip;
    }
}
