package io.assay.chain.runtime;

import static io.assay.chain.runtime.TypeDescription.U16;
import static io.assay.chain.runtime.TypeDescription.U32;
import static io.assay.chain.runtime.TypeDescription.vec;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.chain.metadata.MetadataReader;
import io.assay.chain.metadata.MetadataWriter;
import io.assay.chain.metadata.SignedExtension;
import io.assay.chain.runtime.TypeDescription.Case;
import io.assay.chain.runtime.TypeDescription.Member;
import io.assay.chain.type.PortableType;
import io.assay.chain.type.ScaleValue;
import io.assay.chain.type.UnexpectedValueException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RuntimeDescriptionTest {
    @ParameterizedTest
    @ValueSource(ints = {14, 15})
    void isReadAgainAsItWasWritten(int version) {
        var metadata = SmallRuntime.DESCRIPTION.metadata(version);

        assertThat(MetadataReader.read(MetadataWriter.write(metadata))).isEqualTo(metadata);
    }

    @ParameterizedTest
    @ValueSource(ints = {14, 15})
    void hasEachTypeOnce(int version) {
        assertThat(SmallRuntime.DESCRIPTION.metadata(version).types().types()).doesNotHaveDuplicates();
    }

    @Test
    void bothVersionsEncodeTheSame() {
        var v14 = SmallRuntime.DESCRIPTION.metadata(14);
        var v15 = SmallRuntime.DESCRIPTION.metadata(15);
        var call = v14.decodeCall(new byte[] {7, 0, 3, 0, 0, 0, 5, 0, 0, 0, 0, 0, 0, 0});

        assertThat(v15.encodeCall(call)).isEqualTo(v14.encodeCall(call));
        assertThat(v14.apis()).isEmpty();
        assertThat(v15.apis()).hasSize(1);
    }

    @Test
    void extensionsAreInOrder() {
        var metadata = SmallRuntime.DESCRIPTION.metadata(14);

        assertThat(metadata.extrinsic().signedExtensions())
                .extracting(SignedExtension::identifier)
                .containsExactly(
                        "CheckNonZeroSender",
                        "CheckSpecVersion",
                        "CheckTxVersion",
                        "CheckGenesis",
                        "CheckMortality",
                        "CheckNonce",
                        "CheckWeight",
                        "ChargeTransactionPayment",
                        "CheckMetadataHash");
    }

    /** Mortal eras are an enum of 255 cases with a byte each: era and nonce as mainnet's extrinsics have them. */
    @Test
    void erasAreEncodedByTheirType() {
        var metadata = SmallRuntime.DESCRIPTION.metadata(15);
        var mortality = metadata.extrinsic().signedExtensions().get(4).type();

        assertThat(metadata.codec().encode(mortality, ScaleValue.variant("Immortal")))
                .containsExactly(0);
        assertThat(metadata.codec().decode(mortality, new byte[] {0x24, 0x01}))
                .isEqualTo(ScaleValue.variant("Mortal36", ScaleValue.of(1)));
    }

    @Test
    void typesKeepTheirNamesAndParameters() {
        var types = SmallRuntime.DESCRIPTION.metadata(15).types();
        var address = types.type(types.find("MultiAddress").orElseThrow());

        assertThat(address.path()).containsExactly("sp_runtime", "multiaddress", "MultiAddress");
        assertThat(address.parameters())
                .extracting(p -> types.describe(p.type().orElseThrow()))
                .containsExactly("AccountId32", "()");
        assertThat(types.types())
                .filteredOn(type -> !type.path().isEmpty())
                .extracting(PortableType::path)
                .contains(
                        List.of("pallet_subtensor", "pallet", "Call"),
                        List.of("node_subtensor_runtime", "RuntimeCall"));
    }

    @Test
    void refusesAnotherVersion() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SmallRuntime.DESCRIPTION.metadata(16))
                .withMessage("metadata of version 16 cannot be made, allowed: 14 and 15");
    }

    @Test
    void refusesAnIndexTwice() {
        var first = PalletDescription.builder("First", 3, "pallet_first").build();
        var second = PalletDescription.builder("Second", 3, "pallet_second").build();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> runtime(first, second).metadata(14))
                .withMessage("pallet index 3 is there twice");
    }

    @Test
    void refusesACallsNameTwice() {
        var pallet = PalletDescription.builder("Twice", 3, "pallet_twice")
                .calls(Case.of(0, "go"), Case.of(1, "go", Member.of("far", U32)))
                .build();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> runtime(pallet).metadata(14))
                .withMessageEndingWith("(pallet_twice::pallet::Call) has 'go' twice");
    }

    @Test
    void refusesAFallbackThatDoesNotFit() {
        var pallet = PalletDescription.builder("Loose", 3, "pallet_loose")
                .storage(StorageDescription.of("Item", vec(U16), ScaleValue.of(1)))
                .build();

        assertThatThrownBy(() -> runtime(pallet).metadata(14))
                .isInstanceOf(UnexpectedValueException.class)
                .hasMessage("the value is a Int, expected a Sequence for Vec<u16>");
    }

    private static RuntimeDescription runtime(PalletDescription... pallets) {
        return new RuntimeDescription("some_runtime", List.of(pallets), ExtensionDescription.STANDARD, List.of());
    }
}
