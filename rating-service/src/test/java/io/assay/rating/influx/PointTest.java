package io.assay.rating.influx;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class PointTest {
    private static final Instant TIME = Instant.ofEpochMilli(1_700_000_000_123L);

    private static String line(String measurement, Map<String, String> tags, Map<String, Object> fields) {
        return new Point(measurement, new LinkedHashMap<>(tags), new LinkedHashMap<>(fields), TIME).line();
    }

    @Test
    void writesEachKindOfFieldAsTheProtocolHasIt() {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("mu", 25.5);
        fields.put("count", 7L);
        fields.put("degraded", false);
        fields.put("reason", "like \"that\" of \\me");
        assertThat(line("validator_slash", Map.of("eval_uid", "3"), fields))
                .isEqualTo("validator_slash,eval_uid=3"
                        + " mu=25.5,count=7i,degraded=false,reason=\"like \\\"that\\\" of \\\\me\" 1700000000123");
    }

    @Test
    void escapesWhatSeparates() {
        assertThat(line("a, b", Map.of("t =,", "v =,"), Map.of("f =,", 1L)))
                .isEqualTo("a\\,\\ b,t\\ \\=\\,=v\\ \\=\\, f\\ \\=\\,=1i 1700000000123");
    }

    @Test
    void leavesOutWhatTheProtocolCannotSay() {
        assertThat(line("m", Map.of("empty", ""), Map.of("f", Double.NaN))).isEmpty();
        assertThat(line("m", Map.of("empty", " "), Map.of("f", 1.0))).isEqualTo("m f=1.0 1700000000123");
    }

    @Test
    void nobodyStartsALineOfHisOwn() {
        assertThat(line("m", Map.of("t", "a\nb"), Map.of("f", "x\r\ny")))
                .isEqualTo("m,t=a\\ b f=\"x  y\" 1700000000123");
        assertThat(line("m", Map.of("t", "a\\"), Map.of("f", 1L))).isEqualTo("m,t=a\\  f=1i 1700000000123");
    }

    /** Whatever the text, what a reader of the protocol finds is one line with one tag and one field. */
    @Property(tries = 500)
    void anyTextStaysWhereItIs(@ForAll String text) {
        var line = line("m", Map.of("t", "x" + text), Map.of("f", text));
        assertThat(line.lines()).hasSize(1);
        var tag = line.replaceAll("\\\\.", "_");
        assertThat(tag.indexOf(' ')).isEqualTo(tag.indexOf(" f=\""));
        assertThat(tag.substring(0, tag.indexOf(' ')).split("[,=]", -1)).hasSize(3);
        assertThat(tag.substring(tag.indexOf(' ')).chars().filter(each -> each == '"'))
                .hasSize(2);
    }
}
