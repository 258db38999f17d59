package io.assay.rating.web;

import io.assay.rating.Subnets;
import io.assay.rating.record.RecentVerdicts;
import io.assay.rating.web.page.OverviewController;
import io.assay.rating.web.page.PageAssets;
import io.assay.rating.web.page.PageController;
import io.assay.rating.web.page.PageHeaders;
import io.assay.rating.web.stream.LiveController;
import io.assay.rating.web.stream.StreamController;
import io.assay.rating.web.stream.StreamSettings;
import io.assay.rating.web.stream.VerdictStream;
import io.assay.service.web.openapi.OpenApiConfiguration;
import io.swagger.v3.oas.models.OpenAPI;
import java.util.Arrays;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.format.FormatterRegistry;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import reactor.core.scheduler.Schedulers;

/** The beans of API and page; what they read from, such as {@link RecentVerdicts}, they take from the service. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(StreamSettings.class)
@Import({
    PeersController.class,
    ExplanationController.class,
    WindowsController.class,
    StreamController.class,
    LiveController.class,
    OverviewController.class,
    PageController.class,
    RecordProblems.class,
    OpenApiConfiguration.class
})
public class ApiConfiguration implements WebFluxConfigurer {
    @Bean
    OpenAPI openApi() {
        return OpenApiConfiguration.titled(
                "Assay rating service", "Verdicts and standings of the subnets rated here. Read-only.");
    }

    @Bean
    AskedSubnet askedSubnet(Subnets subnets) {
        return new AskedSubnet(subnets);
    }

    @Bean(destroyMethod = "close")
    RecordReads recordReads() {
        return new RecordReads();
    }

    @Bean
    VerdictStream verdictStream(RecentVerdicts recent, StreamSettings settings) {
        return new VerdictStream(recent, settings, Schedulers.parallel());
    }

    @Bean
    PageAssets pageAssets() {
        return PageAssets.read();
    }

    @Bean
    PageHeaders pageHeaders() {
        return new PageHeaders();
    }

    /** Names on the wire are those that the answers use, not those of the code. */
    @Override
    public void addFormatters(FormatterRegistry registry) {
        registry.addConverter(String.class, PeerSort.class, text -> named(PeerSort.values(), text));
        registry.addConverter(String.class, PeerSort.Order.class, text -> named(PeerSort.Order.values(), text));
    }

    private static <E extends Enum<E>> E named(E[] all, String text) {
        return Arrays.stream(all)
                .filter(each -> each.toString().equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("unknown, known: " + Arrays.toString(all)));
    }
}
