package io.assay.chain.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class Ss58Test {
    private static final String ALICE = "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY";

    @Test
    void decodesAliceToHerPublicKey() {
        assertThat(HexFormat.of().formatHex(Ss58.decode(ALICE)))
                .isEqualTo("d43593c715fdd31c61141abd04a99fd6822c8558854ccde39a5684e7a56da27d");
    }

    @Property
    void readsBackWhatItWrote(@ForAll @Size(32) byte[] account) {
        assertThat(Ss58.decode(Ss58.encode(account))).isEqualTo(account);
    }

    @Test
    void refusesMistypedAddress() {
        assertThatThrownBy(() -> Ss58.decode(ALICE.replace("QY", "QZ")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("QZ'")
                .hasMessageContaining("wrong checksum");
    }

    @Test
    void refusesAddressOfAnotherNetwork() {
        assertThatThrownBy(() -> Ss58.decode("15oF4uVJwmo4TdGW7VfQxNLavjCXviqxT9S1MgbjMNHr6Sp5"))
                .hasMessageContaining("network prefix 0");
    }

    @Test
    void refusesCharactersOutsideTheAlphabet() {
        assertThatThrownBy(() -> Ss58.decode("5Grw0"))
                .hasMessageContaining("character 4 is not of the base 58 alphabet");
    }

    @Test
    void refusesShortAndLongAddresses() {
        assertThatThrownBy(() -> Ss58.decode("")).hasMessageContaining("holds 0 bytes");
        assertThatThrownBy(() -> Ss58.decode("5".repeat(10_000))).hasMessageContaining("10000 characters");
    }
}
