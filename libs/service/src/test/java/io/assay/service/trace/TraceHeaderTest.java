package io.assay.service.trace;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.service.settings.InvalidSettingException;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.context.Context;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceHeaderTest {
    private static final String TRACE = "ab".repeat(16);
    private static final String SPAN = "cd".repeat(8);
    private static final String HEADER = "00-" + TRACE + "-" + SPAN + "-01";

    private static RecordHeaders headers(String value) {
        var headers = new RecordHeaders();
        headers.add("traceparent", value.getBytes(UTF_8));
        return headers;
    }

    private static SpanContext read(RecordHeaders headers) {
        return Span.fromContext(TraceHeader.read(headers)).getSpanContext();
    }

    private static RecordHeaders written(Context context) {
        var headers = new RecordHeaders();
        TraceHeader.write(context, headers);
        return headers;
    }

    @Test
    void whatIsReadIsWrittenAgain() {
        var context = TraceHeader.read(headers(HEADER));
        assertThat(Span.fromContext(context).getSpanContext().getTraceId()).isEqualTo(TRACE);
        assertThat(Span.fromContext(context).getSpanContext().getSpanId()).isEqualTo(SPAN);
        assertThat(written(context)).isEqualTo(headers(HEADER));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "x", "00-zz-cd-01", "00-00000000000000000000000000000000-cdcdcdcdcdcdcdcd-01", "\u00ff\n"})
    void aMalformedOneIsAsGoodAsNone(String value) {
        assertThat(read(headers(value)).isValid()).isFalse();
        assertThat(read(headers(HEADER + "-" + "f".repeat(1 << 16))).isValid()).isFalse();
        assertThat(read(new RecordHeaders()).isValid()).isFalse();
        assertThat(written(Context.root())).isEmpty();
    }

    @Test
    void aHeaderWithoutAValueIsNone() {
        var headers = new RecordHeaders();
        headers.add("traceparent", null);
        assertThat(read(headers).isValid()).isFalse();
    }

    @Test
    void workIsPartOfTheRecordsTrace() throws Exception {
        var seen = TraceHeader.within(
                        headers(HEADER), () -> Span.current().getSpanContext().getTraceId())
                .call();
        assertThat(seen).isEqualTo(TRACE);
        assertThat(Span.current().getSpanContext().isValid()).isFalse();
    }

    @Test
    void settingsSayWhatIsAllowed() {
        assertThat(new TracingSettings(null, 1).on()).isFalse();
        assertThat(new TracingSettings("http://localhost:4318/v1/traces", 0.5).on())
                .isTrue();
        assertThatThrownBy(() -> new TracingSettings("collector:4317", 1))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("assay.tracing.endpoint");
        assertThatThrownBy(() -> new TracingSettings(null, Double.NaN)).hasMessageContaining("assay.tracing.share");
    }
}
