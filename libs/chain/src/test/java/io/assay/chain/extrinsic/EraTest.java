package io.assay.chain.extrinsic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.chain.extrinsic.Era.Immortal;
import io.assay.chain.extrinsic.Era.Mortal;
import io.assay.chain.scale.MalformedScaleException;
import io.assay.chain.scale.ScaleReader;
import io.assay.chain.scale.ScaleWriter;
import java.util.Arrays;
import java.util.HexFormat;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EraTest {
    /** The first three are of sp_runtime's and polkadot.js's own tests, the others computed by hand. */
    @ParameterizedTest
    @CsvSource({
        "a502, 64, 42",
        "4e9c, 32768, 20000",
        "2401, 32, 18",
        "1605, 128, 81",
        "0100, 4, 0",
        "3100, 4, 3",
        "0f00, 65536, 0",
        "ffff, 65536, 65520"
    })
    void hasTheBytesOfSubstrate(String hex, int period, int phase) {
        assertThat(bytes(new Mortal(period, phase))).isEqualTo(HexFormat.of().parseHex(hex));
        assertThat(read(HexFormat.of().parseHex(hex))).isEqualTo(new Mortal(period, phase));
    }

    @Test
    void immortalIsOneZero() {
        assertThat(bytes(new Immortal())).containsExactly(0);
        assertThat(read(new byte[] {0})).isEqualTo(new Immortal());
        assertThat(new Immortal().birth(7)).isZero();
        assertThat(new Immortal().death(7)).isEqualTo(Long.MAX_VALUE);
    }

    /** As in sp_runtime's own tests, era_initialization and quantized_clamped_era_initialization. */
    @ParameterizedTest
    @CsvSource({
        "64, 42, 64, 42",
        "32768, 20000, 32768, 20000",
        "200, 513, 256, 1",
        "2, 1, 4, 1",
        "4, 5, 4, 1",
        "1000000, 1000001, 65536, 16960"
    })
    void coversTheWantedLife(long life, long block, int period, int phase) {
        assertThat(Era.mortal(life, block)).isEqualTo(new Mortal(period, phase));
    }

    /** As in sp_runtime's own test, mortal_is_mortal: four blocks from 6 on. */
    @Test
    void beginsAndEnds() {
        var era = Era.mortal(4, 6);
        for (var block = 6; block < 10; block++) {
            assertThat(era.birth(block)).isEqualTo(6);
            assertThat(era.death(block)).isEqualTo(10);
        }
        assertThat(era.birth(10)).isEqualTo(10);
        assertThat(era.birth(5)).isEqualTo(2);
        assertThat(new Mortal(64, 42).birth(0)).isEqualTo(42);
    }

    @Property
    void everyEraComesBack(
            @ForAll @LongRange(min = 1, max = 200_000) long life, @ForAll @LongRange(max = 0xFFFF_FFFFL) long block) {
        var era = Era.mortal(life, block);

        assertThat(read(bytes(era))).isEqualTo(era);
        assertThat(era.birth(block)).isBetween(block - 15, block);
        assertThat(era.death(block)).isEqualTo(era.birth(block) + era.period()).isGreaterThan(block);
        assertThat(era.period()).isGreaterThanOrEqualTo((int) Math.min(life, 65536));
        assertThat(era.birth(era.birth(block))).isEqualTo(era.birth(block));
    }

    @Property(tries = 5000)
    void whatIsReadIsWrittenTheSame(@ForAll @IntRange(max = 65535) int twoBytes) {
        var encoded = new ScaleWriter().u16(twoBytes).toBytes();
        try {
            var in = new ScaleReader(encoded);
            var era = Era.read(in);
            assertThat(bytes(era)).isEqualTo(Arrays.copyOf(encoded, in.offset()));
        } catch (MalformedScaleException e) {
            assertThat(e).hasMessageContaining("an era whose phase is below its period");
        }
    }

    @ParameterizedTest
    @CsvSource({"1000", "4100", "f0ff", "0a80"})
    void refusesBytesThatAreNoEra(String hex) {
        assertThatThrownBy(() -> read(HexFormat.of().parseHex(hex)))
                .isInstanceOf(MalformedScaleException.class)
                .hasMessageContaining("an era whose phase is below its period");
    }

    @Test
    void refusesWhatHasNoBytes() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Mortal(48, 0)).withMessageContaining("period is 48");
        assertThatIllegalArgumentException().isThrownBy(() -> new Mortal(2, 0)).withMessageContaining("period is 2");
        assertThatIllegalArgumentException().isThrownBy(() -> new Mortal(131072, 0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Mortal(64, 64))
                .withMessageContaining("phase is 64");
        assertThatIllegalArgumentException().isThrownBy(() -> new Mortal(64, -1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Mortal(32768, 20001))
                .withMessageContaining("multiples of 8");
        assertThatIllegalArgumentException().isThrownBy(() -> Era.mortal(0, 1)).withMessageContaining("life is 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Era.mortal(64, -1))
                .withMessageContaining("number -1");
        assertThatIllegalArgumentException().isThrownBy(() -> new Immortal().birth(1L << 32));
    }

    private static byte[] bytes(Era era) {
        var out = new ScaleWriter();
        era.write(out);
        return out.toBytes();
    }

    private static Era read(byte[] bytes) {
        var in = new ScaleReader(bytes);
        var era = Era.read(in);
        in.end();
        return era;
    }
}
