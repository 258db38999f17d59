package io.assay.rating;

import io.assay.protocol.hparams.HParams;
import io.assay.rating.figures.VerdictMeters;
import io.assay.rating.figures.VerdictSink;
import io.assay.rating.figures.VerdictSinks;
import io.assay.rating.influx.InfluxConfiguration;
import io.assay.rating.kafka.RatingMeters;
import io.assay.rating.kafka.RatingStreams;
import io.assay.rating.kafka.RecordedVerdicts;
import io.assay.rating.kafka.StreamsHealth;
import io.assay.rating.kafka.StreamsLiveness;
import io.assay.rating.live.LiveFollower;
import io.assay.rating.live.LiveRecord;
import io.assay.rating.mlflow.MlflowConfiguration;
import io.assay.rating.record.RecentVerdicts;
import io.assay.rating.record.VerdictArchive;
import io.assay.rating.record.VerdictFollower;
import io.assay.rating.record.VerdictLookup;
import io.assay.rating.web.ApiConfiguration;
import io.assay.rating.web.stream.VerdictStream;
import io.assay.service.kafka.GroupLag;
import io.assay.service.kafka.KafkaConfiguration.DeclaredTopics;
import io.assay.service.settings.KafkaSettings;
import io.assay.service.settings.MechanismSettings;
import io.assay.service.trace.Traces;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import org.apache.kafka.clients.admin.Admin;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The rating service's own beans. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RatingProperties.class)
@Import({ApiConfiguration.class, InfluxConfiguration.class, MlflowConfiguration.class})
class RatingConfiguration {
    @Bean
    RatingMeters ratingMeters(MeterRegistry registry, Subnets subnets) {
        return new RatingMeters(registry, subnets);
    }

    @Bean
    Subnets subnets(HParams hparams, RatingProperties rating) {
        return new Subnets(
                hparams,
                rating.otherHparamsFiles().stream()
                        .map(file -> MechanismSettings.read("assay.rating.other-hparams-files", file))
                        .toList());
    }

    @Bean
    RatingStreams ratingStreams(
            RatingProperties rating,
            KafkaSettings kafka,
            Subnets subnets,
            RatingMeters meters,
            Admin admin,
            Traces traces,
            DeclaredTopics declared) {
        return new RatingStreams(rating, kafka, subnets, meters, new RecordedVerdicts(kafka), admin, traces);
    }

    @Bean
    RecentVerdicts recentVerdicts(RatingProperties rating, Subnets subnets) {
        return new RecentVerdicts(subnets.all().stream().map(HParams::netuid).toList(), rating.recentWindows());
    }

    @Bean
    VerdictMeters verdictMeters(MeterRegistry registry, Subnets subnets) {
        return new VerdictMeters(
                registry, subnets.all().stream().map(HParams::netuid).toList());
    }

    @Bean
    GroupLag groupLag(RatingProperties rating, Subnets subnets, Admin admin, MeterRegistry meters) {
        return RatingStreams.lag(rating, subnets, admin, meters);
    }

    @Bean
    VerdictFollower verdictFollower(
            RatingProperties rating,
            KafkaSettings kafka,
            Subnets subnets,
            RecentVerdicts recent,
            VerdictStream stream,
            List<VerdictSink> sinks,
            DeclaredTopics declared) {
        var most = rating.recentWindows() * subnets.all().size();
        return new VerdictFollower(kafka, most, recent, stream::settled, new VerdictSinks(sinks, subnets));
    }

    @Bean
    LiveRecord liveRecord(Subnets subnets) {
        return new LiveRecord(subnets.all().stream().map(HParams::netuid).toList());
    }

    @Bean
    LiveFollower liveFollower(
            KafkaSettings kafka, LiveRecord live, Subnets subnets, VerdictStream stream, DeclaredTopics declared) {
        return new LiveFollower(kafka, live, subnets.all().size(), stream::changed);
    }

    @Bean(destroyMethod = "close")
    VerdictArchive verdictArchive(KafkaSettings kafka, DeclaredTopics declared) {
        return new VerdictArchive(kafka);
    }

    @Bean
    VerdictLookup verdictLookup(RecentVerdicts recent, VerdictArchive archive) {
        return new VerdictLookup(recent, archive);
    }

    @Bean
    StreamsHealth settlementHealthIndicator(RatingStreams streams, VerdictFollower follower) {
        return new StreamsHealth(streams, follower);
    }

    @Bean
    StreamsLiveness settlementAliveHealthIndicator(RatingStreams streams) {
        return new StreamsLiveness(streams);
    }
}
