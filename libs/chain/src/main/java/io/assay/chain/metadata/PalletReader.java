package io.assay.chain.metadata;

import io.assay.chain.metadata.StorageEntry.Presence;
import io.assay.chain.scale.MalformedScaleException;
import io.assay.chain.scale.ScaleReader;
import io.assay.chain.type.ScaleValue;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;

/** Reads pallets of V14 to V16. */
final class PalletReader {
    private static final int LEAST_ENTRY = 6;
    private static final int LEAST_CONSTANT = 4;
    private static final int LEAST_ASSOCIATED_TYPE = 3;
    private static final int LEAST_VIEW_FUNCTION = 37;
    private static final int LEAST_INPUT = 2;
    private static final int VIEW_FUNCTION_ID = 32;

    private final int version;

    PalletReader(int version) {
        this.version = version;
    }

    Pallet read(ScaleReader in) {
        var name = Names.read(in);
        var storage = in.option(this::storage);
        var calls = variants(in);
        var events = variants(in);
        var constants = in.vec(LEAST_CONSTANT, this::constant);
        var errors = variants(in);
        if (version >= 16) {
            in.vec(LEAST_ASSOCIATED_TYPE, PalletReader::skipAssociatedType);
            in.vec(LEAST_VIEW_FUNCTION, PalletReader::skipViewFunction);
        }
        var index = in.u8();
        var docs = version >= 15 ? TypeReader.texts(in) : List.<String>of();
        skipDeprecation(in);
        return new Pallet(name, index, storage, calls, events, errors, constants, docs);
    }

    private PalletStorage storage(ScaleReader in) {
        return new PalletStorage(Names.read(in), in.vec(LEAST_ENTRY, this::entry));
    }

    private StorageEntry entry(ScaleReader in) {
        var name = Names.read(in);
        var presence = presence(in);
        var isMap = isMap(in);
        var hashers = isMap ? in.vec(1, PalletReader::hasher) : List.<StorageHasher>of();
        var key = isMap ? OptionalInt.of(TypeReader.id(in)) : OptionalInt.empty();
        var value = TypeReader.id(in);
        var fallback = ScaleValue.of(in.bytes());
        var docs = TypeReader.texts(in);
        skipDeprecation(in);
        return new StorageEntry(name, presence, hashers, key, value, fallback, docs);
    }

    private static Presence presence(ScaleReader in) {
        return in.bool() ? Presence.DEFAULT : Presence.OPTIONAL;
    }

    private static boolean isMap(ScaleReader in) {
        return in.bool();
    }

    private static StorageHasher hasher(ScaleReader in) {
        var offset = in.offset();
        var code = in.u8();
        return Arrays.stream(StorageHasher.values())
                .filter(hasher -> hasher.code() == code)
                .findFirst()
                .orElseThrow(() -> new MalformedScaleException(offset, "a hasher, 0 to 6", Integer.toString(code)));
    }

    /** The type of a pallet's calls, events or errors. */
    private OptionalInt variants(ScaleReader in) {
        var type = TypeReader.optionalId(in);
        if (version >= 16 && type.isPresent()) {
            Deprecations.skipVariants(in);
        }
        return type;
    }

    private Constant constant(ScaleReader in) {
        var constant = new Constant(Names.read(in), TypeReader.id(in), ScaleValue.of(in.bytes()), TypeReader.texts(in));
        skipDeprecation(in);
        return constant;
    }

    private void skipDeprecation(ScaleReader in) {
        if (version >= 16) {
            Deprecations.skipItem(in);
        }
    }

    private static String skipAssociatedType(ScaleReader in) {
        var name = Names.read(in);
        TypeReader.id(in);
        TypeReader.texts(in);
        return name;
    }

    private static String skipViewFunction(ScaleReader in) {
        in.fixed(VIEW_FUNCTION_ID);
        var name = Names.read(in);
        in.vec(LEAST_INPUT, ApiReader::input);
        TypeReader.id(in);
        TypeReader.texts(in);
        Deprecations.skipItem(in);
        return name;
    }
}
