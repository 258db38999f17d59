package io.assay.ingest.web;

import io.assay.ingest.core.WindowLedger;
import io.assay.ingest.core.notice.NoticeRefusal;
import io.assay.ingest.core.notice.NoticeRules;
import io.assay.ingest.core.notice.UploadHints;
import io.assay.protocol.WindowClock;
import io.assay.protocol.hparams.HParams;
import io.assay.service.web.ProblemDocuments;
import io.assay.service.web.openapi.OpenApiConfiguration;
import io.micrometer.core.instrument.MeterRegistry;
import io.swagger.v3.oas.models.OpenAPI;
import java.time.InstantSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpMethod;
import org.springframework.web.server.WebFilter;

/** The API's beans; it takes ledger, search and time from the service. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(NoticeSettings.class)
@Import({ArrivalsController.class, ProblemDocuments.class, OpenApiConfiguration.class})
public class ApiConfiguration {
    @Bean
    OpenAPI openApi() {
        return OpenApiConfiguration.titled(
                "Assay gradient-ingest service", "Takes miners' notices of their uploads; everything else is polled.");
    }

    @Bean
    SignatureCheck signatureCheck() {
        return (signature, body) -> signature.verify(ArrivalsController.METHOD, ArrivalsController.PATH, body);
    }

    @Bean(destroyMethod = "close")
    SignatureChecks signatureChecks(SignatureCheck check, NoticeSettings settings) {
        return new SignatureChecks(check, settings.verifications());
    }

    @Bean
    NoticeMeters noticeMeters(MeterRegistry meters, SignatureChecks checks) {
        return new NoticeMeters(meters, checks);
    }

    @Bean
    NoticeIntake noticeIntake(
            HParams hparams,
            WindowLedger ledger,
            UploadHints uploads,
            SignatureChecks checks,
            InstantSource clock,
            NoticeSettings settings) {
        var rules = new NoticeRules(hparams.netuid(), new WindowClock(hparams.blocksPerWindow()));
        return new NoticeIntake(rules, ledger, uploads, checks, clock, settings.bodyDeadline());
    }

    /** Other methods do not come as far as the controller. */
    @Bean
    WebFilter otherMethods(NoticeMeters meters) {
        return (exchange, chain) -> {
            var request = exchange.getRequest();
            var here = ArrivalsController.PATH.equals(
                    request.getPath().pathWithinApplication().value());
            if (here && !HttpMethod.POST.equals(request.getMethod())) {
                meters.count(NoticeRefusal.WRONG_METHOD);
            }
            return chain.filter(exchange);
        };
    }
}
