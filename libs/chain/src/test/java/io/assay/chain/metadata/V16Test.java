package io.assay.chain.metadata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.chain.scale.ScaleWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A blob of version 16, written by hand, in which everything that this version brought is there. */
class V16Test {
    private static final List<String> NO_DOCS = List.of();

    private final ScaleWriter out = new ScaleWriter();

    @Test
    void passesOverWhatIsNotNeeded() {
        var metadata = MetadataReader.read(blob());

        var pallet = metadata.pallet("Old");
        assertThat(pallet.index()).isEqualTo(9);
        assertThat(pallet.docs()).containsExactly("An old pallet.");
        assertThat(metadata.call("Old", "go").encode(Map.of())).containsExactly(9, 4);
        assertThat(metadata.storage("Old", "Item").entry().presence()).isEqualTo(StorageEntry.Presence.OPTIONAL);
        assertThat(metadata.constant("Old", "Limit").asInt()).isEqualTo(7);
        assertThat(metadata.api("Api", "ask").method().inputs()).containsExactly(new RuntimeApi.Input("what", 0));
        assertThat(metadata.extrinsic().versions()).containsExactly(4, 5);
        assertThat(metadata.extrinsic().signedExtensions())
                .extracting(SignedExtension::identifier)
                .containsExactly("Second", "First");
        assertThat(metadata.extrinsic().extensionsByVersion().get(1)).containsExactly(0);
        assertThat(metadata.outerEnums()).contains(new OuterEnums(1, 1, 1));
    }

    @Test
    void isRefusedWhereverItIsCutOff() {
        var whole = blob();
        for (var length = 0; length < whole.length; length++) {
            var cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> MetadataReader.read(cut)).isInstanceOf(UnreadableMetadataException.class);
        }
    }

    /** A variant's deprecation begins with 1, an item's with 0. */
    @Test
    void aVariantIsNotDeprecatedByZero() {
        assertThatThrownBy(() -> MetadataReader.read(blobWithVariantDeprecation(0)))
                .isInstanceOf(UnreadableMetadataException.class)
                .hasMessageEndingWith("expected a deprecation, 1 to 2, found 0");
    }

    private byte[] blob() {
        return blobWithVariantDeprecation(1);
    }

    private byte[] blobWithVariantDeprecation(int kind) {
        out.u32(0x6174656dL).u8(16);
        types();
        out.compact(1);
        pallet(kind);
        extrinsic();
        out.compact(1);
        api();
        out.compact(1).compact(1).compact(1);
        out.compact(1).text("custom").compact(0).bytes(new byte[] {1, 2});
        return out.toBytes();
    }

    /** 0: u8; 1: an enum with the one variant "go". */
    private void types() {
        out.compact(2);
        out.compact(0).compact(0).compact(0).u8(5).u8(3).compact(0);
        out.compact(1).vec(List.of("old", "Call"), ScaleWriter::text).compact(0);
        out.u8(1).compact(1).text("go").compact(0).u8(4).compact(0).compact(0);
    }

    private void pallet(int variantDeprecation) {
        out.text("Old");
        out.bool(true).text("Old").compact(1);
        out.text("Item").u8(0).u8(0).compact(0).bytes(new byte[] {0}).vec(NO_DOCS, ScaleWriter::text);
        deprecated("use another", Optional.of("1.2"));
        out.bool(true).compact(1).compact(1).u8(4).u8(variantDeprecation);
        out.bool(false);
        out.compact(1).text("Limit").compact(0).bytes(new byte[] {7}).vec(NO_DOCS, ScaleWriter::text);
        deprecated("raise it", Optional.empty());
        out.bool(true).compact(1).compact(1).u8(4);
        deprecated("no such error", Optional.empty());
        out.compact(1).text("Balance").compact(0).vec(List.of("An associated type."), ScaleWriter::text);
        out.compact(1).fixed(new byte[32]).text("view");
        out.compact(1).text("of").compact(0);
        out.compact(1).vec(NO_DOCS, ScaleWriter::text).u8(1);
        out.u8(9).vec(List.of("An old pallet."), ScaleWriter::text).u8(0);
    }

    private void extrinsic() {
        out.vec(List.of(4, 5), ScaleWriter::u8).compact(0).compact(1).compact(0);
        out.compact(2).u8(0).compact(2).compact(1).compact(0);
        out.u8(1).compact(1).compact(0);
        out.compact(2)
                .text("First")
                .compact(0)
                .compact(0)
                .text("Second")
                .compact(0)
                .compact(0);
    }

    private void api() {
        out.text("Api").compact(1).text("ask");
        out.compact(1).text("what").compact(0);
        out.compact(0).vec(NO_DOCS, ScaleWriter::text);
        deprecated("ask another", Optional.of("3"));
        out.vec(NO_DOCS, ScaleWriter::text).compact(3).u8(1);
    }

    private void deprecated(String note, Optional<String> since) {
        out.u8(2).text(note).option(since, ScaleWriter::text);
    }
}
