package io.assay.miner.app;

import java.util.Map;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** Runs one miner until it is told to end. Settings are {@code --name=value} or environment variables. */
public final class MinerMain {
    private MinerMain() {}

    /** Starts the miner; ends with a sentence where a setting is missing or wrong. */
    public static void main(String... args) {
        start(args);
    }

    static ConfigurableApplicationContext start(String... args) {
        return new SpringApplicationBuilder(MinerConfiguration.class)
                .web(WebApplicationType.NONE)
                .properties(Map.of(
                        "spring.config.name", "miner",
                        "spring.main.banner-mode", "off",
                        "spring.main.keep-alive", "true",
                        "logging.level.org.apache.kafka", "WARN"))
                .run(args);
    }
}
