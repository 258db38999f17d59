package io.assay.chain.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class HotkeyTest {
    private static final byte[] MESSAGE = "a gradient".getBytes(StandardCharsets.UTF_8);

    @Test
    void derivesDevelopmentAddressesAsPolkadotDoes() {
        assertThat(Hotkey.fromUri("//Alice").address()).isEqualTo("5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY");
        assertThat(Hotkey.fromUri("//Bob").address()).isEqualTo("5FHneW46xGXgs5mUiveU4sbTyGBzmstUspZC92UhjJM694ty");
        assertThat(Hotkey.fromUri("//Charlie").address()).isEqualTo("5FLSigC9HGRKVhB9FiEo4Y3koPsNmBmLJbpXg2mp1hXcS59Y");
        assertThat(Hotkey.fromUri("//Dave").address()).isEqualTo("5DAAnrj7VHTznn2AWBemMuyBwZWs6FNFjdyVXUeYum3PTXFy");
        assertThat(Hotkey.fromUri("//Eve").address()).isEqualTo("5HGjWAeFDfFCWPsjFQdVV2Msvz2XtMktvgocEZcCj68kUMaw");
        assertThat(Hotkey.fromUri("//Ferdie").address()).isEqualTo("5CiPPseXPECbkjWCa6MnjNokrgYjMqmKndv2rSnekmSK2DjL");
    }

    @Test
    void derivesOneJunctionAfterAnother() {
        assertThat(Hotkey.fromUri("//Alice//stash").address())
                .isEqualTo("5GNJqTPyNqANBkUVMN1LPPrxXnFouWXoe2wNSmmEoLctxiZY");
    }

    @Test
    void derivesAnotherKeyForEachNumber() {
        assertThat(Hotkey.fromUri("//miner//1").address())
                .isNotEqualTo(Hotkey.fromUri("//miner//2").address());
    }

    @Test
    void derivesSoftJunctionsToTheSameKeyEachTime() {
        var soft = Hotkey.fromUri("//Alice/soft");

        assertThat(soft.address())
                .isEqualTo(Hotkey.fromUri("//Alice/soft").address())
                .isNotEqualTo(Hotkey.fromUri("//Alice//soft").address());
        assertThat(Signatures.verify(soft.address(), MESSAGE, soft.sign(MESSAGE)))
                .isTrue();
    }

    @Test
    void refusesWhatIsNoPathOfJunctions() {
        for (var uri : new String[] {"Alice", "///Alice", "//Alice/", "//", "", "//" + "x".repeat(61)}) {
            assertThatThrownBy(() -> Hotkey.fromUri(uri))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("allowed: junctions of 1 to 60 characters");
        }
    }

    @Test
    void refusesSeedOfWrongLength() {
        assertThatThrownBy(() -> Hotkey.fromSeed(new byte[31])).hasMessage("a seed has 31 bytes, allowed: 32");
    }

    @Test
    void showsAddressOnly() {
        assertThat(Hotkey.fromUri("//Alice")).hasToString("5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY");
    }

    @Test
    void verifiesItsOwnSignatureAndNoOtherMessageOrSigner() {
        var alice = Hotkey.fromUri("//Alice");
        var signature = alice.sign(MESSAGE);

        assertThat(Signatures.verify(alice.address(), MESSAGE, signature)).isTrue();
        assertThat(Signatures.verify(alice.address(), new byte[0], signature)).isFalse();
        assertThat(Signatures.verify(Hotkey.fromUri("//Bob").address(), MESSAGE, signature))
                .isFalse();
    }

    @Test
    void signsDifferentlyEachTime() {
        var alice = Hotkey.fromUri("//Alice");

        assertThat(alice.sign(MESSAGE)).isNotEqualTo(alice.sign(MESSAGE));
    }

    @Property(tries = 100)
    void refusesSignatureWithAnyBitTurned(@ForAll @IntRange(max = 511) int bit) {
        var alice = Hotkey.fromUri("//Alice");
        var signature = alice.sign(MESSAGE);
        signature[bit / 8] ^= (byte) (1 << bit % 8);

        assertThat(Signatures.verify(alice.address(), MESSAGE, signature)).isFalse();
    }

    @Property(tries = 30)
    void verifiesAnyMessageOfAnySeed(@ForAll @Size(32) byte[] seed, @ForAll @Size(max = 400) byte[] message) {
        var hotkey = Hotkey.fromSeed(seed);

        assertThat(Signatures.verify(hotkey.address(), message, hotkey.sign(message)))
                .isTrue();
    }

    @Test
    void refusesSignatureOfWrongLengthOrOfNoSchnorrkelMark() {
        var alice = Hotkey.fromUri("//Alice");

        assertThat(Signatures.verify(alice.address(), MESSAGE, new byte[63])).isFalse();
        assertThat(Signatures.verify(alice.address(), MESSAGE, new byte[64])).isFalse();
    }
}
