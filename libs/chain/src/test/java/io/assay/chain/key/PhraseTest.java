package io.assay.chain.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PhraseTest {
    /** Known to everyone: polkadot's development phrase, whose child {@code //Alice} is. */
    static final String DEVELOPMENT = "bottom drive obey lake curtain smoke basket hold race lonely fit walk";

    @Test
    void makesPolkadotsDevelopmentKeys() {
        var seed = Phrase.parse(DEVELOPMENT).miniSecret();

        assertThat(HexFormat.of().formatHex(seed))
                .isEqualTo("fac7959dbfe72f052e5a0c3c8d6530f202b02fd8f9f5ca3580ec8deb7797479e");
        var alice = SecretKey.expand(seed).derive(Junctions.parse("//Alice").getFirst());
        assertThat(Ss58.encode(alice.publicKey())).isEqualTo("5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY");
    }

    @Property(tries = 200)
    void spellsEntropyInWordsThatReadTheSame(@ForAll long seed) {
        var phrase = Phrase.random(new Random(seed));

        var words = phrase.words();

        assertThat(words).hasSize(12);
        assertThat(Phrase.parse(String.join(" ", words)).miniSecret()).isEqualTo(phrase.miniSecret());
    }

    /** Of BIP-39's published vectors: the words of entropy that is all zeros, for each length. */
    @ParameterizedTest
    @ValueSource(strings = {"12 about", "15 address", "18 agent", "21 admit", "24 art"})
    void readsEveryLength(String lengthAndLast) {
        var given = lengthAndLast.split(" ", -1);
        var length = Integer.parseInt(given[0]);
        var text = "abandon ".repeat(length - 1) + given[1];

        assertThat(String.join(" ", Phrase.parse(text).words())).isEqualTo(text);
        assertThat(Phrase.parse(text)).hasToString("Phrase[" + length + " words]");
    }

    @Test
    void takesAnyBlanksBetweenWords() {
        assertThat(Phrase.parse("  " + DEVELOPMENT.replace(" ", " \n\t") + "\n").words())
                .containsExactly(DEVELOPMENT.split(" ", -1));
    }

    @Test
    void refusesEveryOtherLastWordButThoseOfItsChecksum() {
        var accepted = 0;
        var start = DEVELOPMENT.substring(0, DEVELOPMENT.lastIndexOf(' ') + 1);
        for (var i = 0; i < 2048; i++) {
            try {
                Phrase.parse(start + WordList.english().word(i));
                accepted++;
            } catch (IllegalArgumentException e) {
                assertThat(e).hasMessageContaining("checksum").hasMessageNotContaining("bottom");
            }
        }

        assertThat(accepted).isEqualTo(128);
    }

    @Test
    void tellsWhatIsWrongWithoutTheWords() {
        assertThatThrownBy(() -> Phrase.parse("")).hasMessage("has 1 words, allowed: 12, 15, 18, 21 or 24");
        assertThatThrownBy(() -> Phrase.parse(DEVELOPMENT.replace("lake", "Lake")))
                .hasMessage("has a word 4 that is not in BIP-39's English list");
    }
}
