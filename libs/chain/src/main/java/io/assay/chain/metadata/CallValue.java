package io.assay.chain.metadata;

import io.assay.chain.type.ScaleValue;
import java.util.Map;

/** A call with its arguments. */
public record CallValue(String pallet, String name, ScaleValue.Composite arguments) {
    /** A call with arguments by name. */
    public static CallValue of(String pallet, String name, Map<String, ? extends ScaleValue> arguments) {
        return new CallValue(pallet, name, ScaleValue.composite(arguments));
    }

    /**
     * The call in a value of the runtime's type of calls, as one that is an argument of another call.
     *
     * @throws io.assay.chain.type.UnexpectedValueException if the value is no call
     */
    public static CallValue of(ScaleValue value) {
        var call = value.asVariant().only().asVariant();
        return new CallValue(value.asVariant().name(), call.name(), call.content());
    }

    /** The call as an argument of another call. */
    public ScaleValue toValue() {
        return ScaleValue.variant(pallet, new ScaleValue.Variant(name, arguments));
    }
}
