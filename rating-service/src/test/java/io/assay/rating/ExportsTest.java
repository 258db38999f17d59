package io.assay.rating;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.rating.figures.VerdictSink;
import io.assay.rating.influx.InfluxConfiguration;
import io.assay.rating.influx.InfluxSink;
import io.assay.rating.mlflow.MlflowConfiguration;
import io.assay.rating.mlflow.MlflowSink;
import io.assay.service.settings.InvalidSettingException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** Other systems are told nothing until they are named. */
class ExportsTest {
    private final ApplicationContextRunner service = new ApplicationContextRunner()
            .withBean(SimpleMeterRegistry.class)
            .withUserConfiguration(InfluxConfiguration.class, MlflowConfiguration.class);

    @Test
    void nobodyIsToldUnlessNamed() {
        service.run(context -> assertThat(context).doesNotHaveBean(VerdictSink.class));
    }

    @Test
    void whoIsNamedIsTold() {
        service.withPropertyValues(
                        "assay.influx.url=http://localhost:1",
                        "assay.influx.api=v1",
                        "assay.influx.database=d",
                        "assay.mlflow.url=http://localhost:1")
                .run(context ->
                        assertThat(context).hasSingleBean(InfluxSink.class).hasSingleBean(MlflowSink.class));
    }

    @Test
    void aMissingTokenIsNamed() {
        service.withPropertyValues(
                        "assay.influx.url=http://localhost:1", "assay.influx.organisation=o", "assay.influx.bucket=b")
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .isInstanceOf(InvalidSettingException.class)
                        .hasMessageContaining("assay.influx.token"));
    }
}
