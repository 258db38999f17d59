package io.assay.chain.metadata;

import io.assay.chain.type.ScaleValue;
import io.assay.chain.type.UnexpectedValueException;

/** Names for what {@code sp_runtime::DispatchError} holds. */
final class DispatchErrors {
    private final RuntimeMetadata metadata;

    DispatchErrors(RuntimeMetadata metadata) {
        this.metadata = metadata;
    }

    String name(ScaleValue error) {
        var variant = error.asVariant();
        if (variant.name().equals("Module")) {
            return module(variant).qualifiedName();
        }
        return inner(variant) instanceof ScaleValue.Variant(var kind, var ignored)
                ? variant.name() + "." + kind
                : variant.name();
    }

    /** The pallet's index and its error's, which older runtimes have in one byte and later ones in four. */
    private PalletError module(ScaleValue.Variant variant) {
        var module = variant.content().fields().containsKey("index") ? variant : variant.only();
        var pallet = module.field("index").asInt();
        return metadata.error(
                pallet,
                switch (module.field("error")) {
                    case ScaleValue.Bytes(var bytes) when bytes.length > 0 -> bytes[0] & 0xFF;
                    case ScaleValue.Int number -> number.asInt();
                    case ScaleValue other ->
                        throw new UnexpectedValueException("expected the index of an error, found " + other);
                });
    }

    /** Token, Arithmetic and such carry what kind it is. */
    private static ScaleValue inner(ScaleValue.Variant variant) {
        return variant.content().fields().size() == 1 ? variant.only() : ScaleValue.Composite.EMPTY;
    }
}
