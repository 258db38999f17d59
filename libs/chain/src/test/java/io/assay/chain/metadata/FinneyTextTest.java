package io.assay.chain.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.chain.type.Field;
import io.assay.chain.type.TypeShape.Variants;
import io.assay.chain.type.VariantType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** All of spec 393 beside a text of the same metadata that another program made, line by line. */
class FinneyTextTest {
    private static final Pattern BEGINNING = Pattern.compile("(##|prefix|API|  [SCEVK]) .*", Pattern.DOTALL);
    /** The text names a storage item's types as another program sees them; these are compared elsewhere. */
    private static final Pattern TYPES_OF_STORAGE = Pattern.compile("(  S \\S+ \\S+ \\S+) .*", Pattern.DOTALL);

    private static final int CONSTANT_CHARACTERS = 80;

    private final List<String> lines = new ArrayList<>();

    @Test
    void namesTheSamePalletsCallsStorageErrorsEventsConstantsAndApis() throws IOException {
        var expected = expectedLines();
        assertThat(expected).hasSizeGreaterThan(1300);

        var metadata = Finney.metadata("finney-spec393-v16.scale");
        metadata.pallets().forEach(pallet -> describe(metadata, pallet));
        metadata.apis().forEach(this::describe);

        assertThat(lines).isEqualTo(expected);
    }

    private static List<String> expectedLines() throws IOException {
        var lines = new ArrayList<String>();
        for (var line : new String(Finney.bytes("finney-spec393.txt"), StandardCharsets.UTF_8).split("\n", -1)) {
            if (BEGINNING.matcher(line).matches()) {
                lines.add(line);
            } else if (!line.isEmpty()) {
                lines.add(lines.removeLast() + "\n" + line);
            }
        }
        return lines.stream()
                .map(line -> TYPES_OF_STORAGE.matcher(line).replaceFirst("$1"))
                .toList();
    }

    private void describe(RuntimeMetadata metadata, Pallet pallet) {
        lines.add("## " + pallet.name() + " [" + pallet.index() + "]");
        pallet.storage().ifPresent(storage -> {
            lines.add("prefix " + storage.prefix());
            storage.entries().forEach(this::describe);
        });
        variants(metadata, "C", pallet.calls());
        variants(metadata, "E", pallet.errors());
        variants(metadata, "V", pallet.events());
        pallet.constants().forEach(this::describe);
    }

    private void describe(StorageEntry entry) {
        var hashers = entry.hashers().stream().map(FinneyTextTest::name).collect(Collectors.joining("+"));
        lines.add("  S " + entry.name() + " " + capitalised(entry.presence().name()) + " "
                + (hashers.isEmpty() ? "plain" : hashers));
    }

    private void variants(RuntimeMetadata metadata, String kind, OptionalInt type) {
        type.stream()
                .mapToObj(id -> (Variants) metadata.types().core(id))
                .flatMap(variants -> variants.variants().stream())
                .forEach(variant -> lines.add(
                        "  " + kind + " " + variant.index() + " " + variant.name() + "(" + fields(variant) + ")"));
    }

    private static String fields(VariantType variant) {
        return variant.fields().stream().map(FinneyTextTest::field).collect(Collectors.joining(", "));
    }

    private static String field(Field field) {
        return field.name() == null ? String.valueOf(field.typeName()) : field.name() + ":" + field.typeName();
    }

    private void describe(Constant constant) {
        var hex = "0x" + HexFormat.of().formatHex(constant.value().value());
        lines.add("  K " + constant.name() + " " + hex.substring(0, Math.min(hex.length(), CONSTANT_CHARACTERS)));
    }

    private void describe(RuntimeApi api) {
        var methods = api.methods().stream().map(RuntimeApi.Method::name).collect(Collectors.joining(", "));
        lines.add("API " + api.name() + ": " + methods);
    }

    /** BLAKE2_128_CONCAT is Blake2_128Concat. */
    private static String name(StorageHasher hasher) {
        return Stream.of(hasher.name().split("_", -1))
                .map(part -> Character.isDigit(part.charAt(0)) && hasher.name().startsWith("B")
                        ? "_" + part
                        : capitalised(part))
                .collect(Collectors.joining());
    }

    private static String capitalised(String upperCase) {
        return upperCase.charAt(0) + upperCase.substring(1).toLowerCase(Locale.ROOT);
    }
}
