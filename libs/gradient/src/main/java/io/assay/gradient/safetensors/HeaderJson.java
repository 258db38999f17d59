package io.assay.gradient.safetensors;

import io.assay.gradient.safetensors.MalformedSafetensorsException.Fault;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;

/** Pulls the header's JSON token by token: exactly the members the format has, each once, nothing else. */
final class HeaderJson {
    private static final int MAX_DEPTH = 64;
    // Names are few and hostile: a table of canonical names only gives a sender something to make collide.
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(TokenStreamFactory.Feature.CANONICALIZE_PROPERTY_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH + 1)
                    .maxNameLength(TensorEntry.MAX_NAME)
                    .maxNumberLength(20)
                    .build())
            .build();

    private final JsonParser parser;
    private final Map<String, String> metadata = new LinkedHashMap<>();
    private final List<StoredTensor> tensors = new ArrayList<>();

    private HeaderJson(JsonParser parser) {
        this.parser = parser;
    }

    record Content(Map<String, String> metadata, List<StoredTensor> tensors) {}

    static Content read(String json) throws MalformedSafetensorsException {
        try (var parser = FACTORY.createParser(ObjectReadContext.empty(), json)) {
            var header = new HeaderJson(parser);
            header.root();
            return new Content(header.metadata, header.tensors);
        } catch (JacksonException e) {
            throw malformed("the header is no valid JSON: " + shown(e.getOriginalMessage()));
        }
    }

    private void root() throws MalformedSafetensorsException {
        expect(JsonToken.START_OBJECT, "the header");
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            var name = parser.currentName();
            if (name.equals(SafetensorsHeader.METADATA)) {
                readMetadata();
            } else {
                tensors.add(tensor(name));
            }
        }
        if (parser.nextToken() != null) {
            throw malformed("the header has something after its closing brace");
        }
    }

    private void readMetadata() throws MalformedSafetensorsException {
        expect(JsonToken.START_OBJECT, SafetensorsHeader.METADATA);
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            var name = parser.currentName();
            expect(JsonToken.VALUE_STRING, SafetensorsHeader.METADATA + "." + name);
            metadata.put(name, parser.getString());
        }
    }

    private StoredTensor tensor(String name) throws MalformedSafetensorsException {
        expect(JsonToken.START_OBJECT, name);
        String dtype = null;
        List<Long> shape = null;
        List<Long> offsets = null;
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            switch (parser.currentName()) {
                case "dtype" -> dtype = string(name + ".dtype");
                case "shape" -> shape = numbers(name + ".shape");
                case "data_offsets" -> offsets = numbers(name + ".data_offsets");
                default -> throw unknownMember(name, parser.currentName());
            }
        }
        return stored(name, dtype, shape, offsets);
    }

    private static StoredTensor stored(
            String name, @Nullable String dtype, @Nullable List<Long> shape, @Nullable List<Long> offsets)
            throws MalformedSafetensorsException {
        if (dtype == null || shape == null || offsets == null || offsets.size() != 2) {
            throw malformed(shown(name) + " needs dtype, shape and two data_offsets");
        }
        var known = Dtype.named(dtype)
                .orElseThrow(() -> new MalformedSafetensorsException(
                        Fault.WRONG_DTYPE, shown(name) + " has the unknown dtype " + shown(dtype)));
        try {
            return new StoredTensor(new TensorEntry(name, known, shape), offsets.get(0), offsets.get(1));
        } catch (IllegalArgumentException e) {
            throw malformed(shown(e.getMessage()));
        }
    }

    private String string(String what) throws MalformedSafetensorsException {
        expect(JsonToken.VALUE_STRING, what);
        return parser.getString();
    }

    private List<Long> numbers(String what) throws MalformedSafetensorsException {
        expect(JsonToken.START_ARRAY, what);
        var numbers = new ArrayList<Long>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            require(JsonToken.VALUE_NUMBER_INT, what);
            numbers.add(parser.getLongValue());
            if (numbers.size() > TensorEntry.MAX_RANK || numbers.getLast() < 0) {
                throw malformed(shown(what) + " is " + numbers + ", allowed: at most " + TensorEntry.MAX_RANK
                        + " numbers >= 0");
            }
        }
        return numbers;
    }

    private void expect(JsonToken wanted, String what) throws MalformedSafetensorsException {
        parser.nextToken();
        require(wanted, what);
    }

    private void require(JsonToken wanted, String what) throws MalformedSafetensorsException {
        var found = parser.currentToken();
        if (found != wanted) {
            refuseDeepNesting();
            throw malformed(shown(what) + " is a " + found + ", allowed: " + wanted);
        }
    }

    private MalformedSafetensorsException unknownMember(String tensor, String member)
            throws MalformedSafetensorsException {
        parser.nextToken();
        refuseDeepNesting();
        return malformed(shown(tensor) + " has the unknown member " + shown(member));
    }

    /** Reads on to the end of what is refused anyway, to tell nesting from other faults. */
    private void refuseDeepNesting() throws MalformedSafetensorsException {
        var found = parser.currentToken();
        if (found == null || !found.isStructStart()) {
            return;
        }
        for (var token = parser.currentToken(); token != null && !tooDeep(); token = parser.nextToken()) {
            if (token.isStructEnd() && parser.streamReadContext().inRoot()) {
                return;
            }
        }
        if (tooDeep()) {
            throw new MalformedSafetensorsException(Fault.NESTED_TOO_DEEP, "the header nests deeper than " + MAX_DEPTH);
        }
    }

    private boolean tooDeep() {
        return parser.streamReadContext().getNestingDepth() > MAX_DEPTH;
    }

    private static MalformedSafetensorsException malformed(String sentence) {
        return new MalformedSafetensorsException(Fault.MALFORMED, sentence);
    }

    private static String shown(@Nullable String text) {
        return Shown.text(String.valueOf(text));
    }
}
