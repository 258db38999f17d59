package io.assay.chain.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.chain.type.Primitive;
import io.assay.chain.type.TypeRegistry;
import io.assay.chain.type.TypeShape;
import io.assay.chain.type.TypeShape.Array;
import io.assay.chain.type.TypeShape.Compact;
import io.assay.chain.type.TypeShape.Sequence;
import io.assay.chain.type.TypeShape.Tuple;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The types of storage of spec 393 beside a text that another program made, wherever they are numbers, accounts, hashes, bytes and what is built of those. */
class FinneyStorageTest {
    private static final Pattern PALLET = Pattern.compile("## (\\S+) .*");
    private static final Pattern STORAGE = Pattern.compile("  S (\\S+) \\S+ (?:plain|\\S+ (.+)) -> (.+)");
    private static final Pattern OF_A_NAME = Pattern.compile(
            ".*(\\{|Pallet|Sp[A-Z]|Frame|Ethereum|Runtime|Node|FpRpc|Fixed|Permill|Option<|BTree|Null).*");
    private static final Set<String> NAMED = Set.of("AccountId32", "H256", "H160", "U256");

    @Test
    void keysAndValuesHaveTheSameTypes() throws IOException {
        var metadata = Finney.metadata("finney-spec393-v16.scale");
        var expected = new ArrayList<String>();
        var found = new ArrayList<String>();
        var pallet = "";
        for (var line : new String(Finney.bytes("finney-spec393.txt"), StandardCharsets.UTF_8).split("\n", -1)) {
            var begins = PALLET.matcher(line);
            var storage = STORAGE.matcher(line);
            if (begins.matches()) {
                pallet = begins.group(1);
            } else if (storage.matches() && !OF_A_NAME.matcher(line).matches()) {
                expected.add(
                        pallet + line.replaceFirst(" plain -> ", " null -> ").replaceFirst("(  S \\S+) .*", "$1") + " "
                                + storage.group(2) + " -> " + storage.group(3));
                found.add(pallet + "  S " + storage.group(1) + " "
                        + types(
                                metadata,
                                metadata.storage(pallet, storage.group(1)).entry()));
            }
        }

        assertThat(found).isEqualTo(expected).hasSizeGreaterThan(230);
    }

    private static String types(RuntimeMetadata metadata, StorageEntry entry) {
        var key = entry.key().isEmpty()
                ? "null"
                : text(metadata.types(), entry.key().getAsInt());
        return key + " -> " + text(metadata.types(), entry.value());
    }

    private static String text(TypeRegistry types, int id) {
        var name = types.type(id).name();
        return NAMED.contains(name)
                ? name
                : switch (types.core(id)) {
                    case Primitive primitive -> primitive == Primitive.STR ? "Text" : primitive.rustName();
                    case Sequence(var element) when types.core(element) == Primitive.U8 -> "Bytes";
                    case Sequence(var element) -> "Vec<" + text(types, element) + ">";
                    case Array(var length, var element) -> "[" + text(types, element) + ";" + length + "]";
                    case Compact(var inner) -> "Compact<" + text(types, inner) + ">";
                    case Tuple(var elements) ->
                        elements.stream()
                                .map(element -> text(types, element))
                                .collect(Collectors.joining(",", "(", ")"));
                    case TypeShape other -> other.toString();
                };
    }
}
