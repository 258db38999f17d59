package io.assay.chain.metadata;

import io.assay.chain.scale.ScaleWriter;
import io.assay.chain.type.Field;
import io.assay.chain.type.ScaleValue;
import io.assay.chain.type.TypeCodec;
import java.util.List;
import java.util.Map;

/** One function of a runtime API, for {@code state_call}. */
public final class ApiCodec {
    private final String api;
    private final RuntimeApi.Method method;
    private final TypeCodec codec;

    ApiCodec(String api, RuntimeApi.Method method, TypeCodec codec) {
        this.api = api;
        this.method = method;
        this.codec = codec;
    }

    /** The name by which {@code state_call} knows it: {@code SubnetInfoRuntimeApi_get_metagraph}. */
    public String name() {
        return api + "_" + method.name();
    }

    /** Its arguments and its answer. */
    public RuntimeApi.Method method() {
        return method;
    }

    /**
     * The bytes of the arguments.
     *
     * @param arguments by name
     * @throws io.assay.chain.type.UnexpectedValueException if one is missing, unknown or does not fit its type
     */
    public byte[] encodeInputs(Map<String, ScaleValue> arguments) {
        var writer = new ScaleWriter();
        var fields = method.inputs().stream()
                .map(input -> new Field(input.name(), input.type(), null, List.of()))
                .toList();
        codec.encode(name(), fields, ScaleValue.composite(arguments), writer);
        return writer.toBytes();
    }

    /**
     * The answer.
     *
     * @throws io.assay.chain.scale.MalformedScaleException if the bytes are none
     */
    public ScaleValue decodeOutput(byte[] answer) {
        return codec.decode(method.output(), answer);
    }

    /**
     * The bytes of an answer.
     *
     * @throws io.assay.chain.type.UnexpectedValueException if the value does not fit the answer's type
     */
    public byte[] encodeOutput(ScaleValue answer) {
        return codec.encode(method.output(), answer);
    }
}
