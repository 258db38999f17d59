package io.assay.chain.metadata;

import io.assay.chain.scale.ScaleWriter;
import io.assay.chain.type.Field;
import io.assay.chain.type.ScaleValue;
import io.assay.chain.type.TypeCodec;
import io.assay.chain.type.VariantType;
import java.util.List;
import java.util.Map;

/** One call of a runtime: the pallet's index, the call's index, the arguments in their order. */
public final class CallCodec {
    private final Pallet pallet;
    private final VariantType call;
    private final TypeCodec codec;

    CallCodec(Pallet pallet, VariantType call, TypeCodec codec) {
        this.pallet = pallet;
        this.call = call;
        this.codec = codec;
    }

    /** Both names: {@code SubtensorModule.set_weights}. */
    public String qualifiedName() {
        return pallet.name() + "." + call.name();
    }

    /** The first byte of the call. */
    public int palletIndex() {
        return pallet.index();
    }

    /** The second byte of the call. */
    public int callIndex() {
        return call.index();
    }

    /** The arguments in their order, with their types. */
    public List<Field> arguments() {
        return call.fields();
    }

    /**
     * The bytes of the call.
     *
     * @param arguments by name
     * @throws io.assay.chain.type.UnexpectedValueException if one is missing, unknown or does not fit its type
     */
    public byte[] encode(Map<String, ScaleValue> arguments) {
        var writer = new ScaleWriter().u8(palletIndex()).u8(callIndex());
        codec.encode(qualifiedName(), call.fields(), ScaleValue.composite(arguments), writer);
        return writer.toBytes();
    }
}
