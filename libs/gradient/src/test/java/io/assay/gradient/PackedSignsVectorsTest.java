package io.assay.gradient;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Templar v0.2.80's own {@code pack_binary_tensor}. It packs whole bytes only; what it does to a rest is a fault. */
class PackedSignsVectorsTest {
    static Stream<JsonNode> cases() throws Exception {
        return Vectors.scoring().get("pack_binary_tensor").valueStream().filter(each -> each.has("unpacked"));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void packsAsUpstream(JsonNode each) {
        var signs = Vectors.floats(each.get("signs"));
        var packed = new byte[each.get("packed").size()];
        for (var i = 0; i < packed.length; i++) {
            packed[i] = (byte) each.get("packed").get(i).intValue();
        }
        var read = PackedSigns.fromBytes(packed, signs.length);
        var unpacked = Vectors.floats(each.get("unpacked"));
        for (var i = 0; i < signs.length; i++) {
            assertThat(read.positive(i)).isEqualTo(signs[i] > 0).isEqualTo(unpacked[i] > 0);
        }
        assertThat(read.toBytes()).isEqualTo(packed);
    }
}
