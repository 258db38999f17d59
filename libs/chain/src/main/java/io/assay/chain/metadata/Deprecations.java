package io.assay.chain.metadata;

import io.assay.chain.scale.MalformedScaleException;
import io.assay.chain.scale.ScaleReader;

/** Passes over what V16 says of deprecated items. */
final class Deprecations {
    private static final int NONE = 0;
    private static final int WITHOUT_NOTE = 1;
    private static final int WITH_NOTE = 2;

    private Deprecations() {}

    static void skipItem(ScaleReader in) {
        skip(in, NONE);
    }

    /** Of an enum: a map from a variant's index to its deprecation, in which there are no variants without one. */
    static void skipVariants(ScaleReader in) {
        for (var left = in.length(2); left > 0; left--) {
            in.u8();
            skip(in, WITHOUT_NOTE);
        }
    }

    private static void skip(ScaleReader in, int least) {
        var offset = in.offset();
        var kind = in.u8();
        if (kind < least || kind > WITH_NOTE) {
            throw new MalformedScaleException(
                    offset, "a deprecation, " + least + " to " + WITH_NOTE, Integer.toString(kind));
        }
        if (kind == WITH_NOTE) {
            in.text();
            in.option(ScaleReader::text);
        }
    }
}
