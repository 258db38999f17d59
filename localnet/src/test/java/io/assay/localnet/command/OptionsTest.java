package io.assay.localnet.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.command.UsageException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class OptionsTest {
    @Test
    void readsBothWaysOfGivingAValue() {
        var options = Options.parse(List.of(
                "--windows",
                "40",
                "--miners=honest=4,noise=1",
                "--seed",
                "7",
                "--data",
                "/d",
                "--port-base=9000",
                "--commit-reveal=2",
                "--workers=3"));
        assertThat(options.windows()).hasValue(40);
        assertThat(options.miners()).isEqualTo("honest=4,noise=1");
        assertThat(options.seed()).isEqualTo(7);
        assertThat(options.data()).isEqualTo(Path.of("/d"));
        assertThat(options.portBase()).isEqualTo(9000);
        assertThat(options.commitReveal()).isEqualTo(2);
        assertThat(options.workers()).isEqualTo(3);
        assertThat(options.report()).isNull();
    }

    @Test
    void hasDefaults() {
        assertThat(Options.none().windows()).isEmpty();
        assertThat(Options.none().workers()).isOne();
        assertThat(Options.none().portBase()).isEqualTo(Options.DEFAULT_PORT_BASE);
    }

    @Test
    void refusesByName() {
        refuses("there is no option --window", "--window", "4");
        refuses("--windows needs a value", "--windows");
        refuses("--windows needs a value", "--windows", "--seed", "4");
        refuses("--windows is 0, allowed: 1..1000000", "--windows", "0");
        refuses("--windows is many, allowed: 1..1000000", "--windows", "many");
        refuses("--port-base is 80, allowed: 1024..65500", "--port-base", "80");
        refuses("--commit-reveal is 101, allowed: 0..100", "--commit-reveal", "101");
        refuses("--workers is 0, allowed: 1..16", "--workers", "0");
        refuses("--workers is 17, allowed: 1..16", "--workers", "17");
        refuses("there is no option 40", "40");
    }

    private static void refuses(String message, String... args) {
        assertThatThrownBy(() -> Options.parse(List.of(args)))
                .isInstanceOf(UsageException.class)
                .hasMessage(message);
    }
}
