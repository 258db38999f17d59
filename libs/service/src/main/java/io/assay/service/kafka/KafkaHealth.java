package io.assay.service.kafka;

import java.time.Duration;
import org.apache.kafka.clients.admin.Admin;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import reactor.core.publisher.Mono;

/** Up while the cluster answers within a second. */
final class KafkaHealth implements ReactiveHealthIndicator {
    private static final Duration LIMIT = Duration.ofSeconds(1);

    private final Admin admin;

    KafkaHealth(Admin admin) {
        this.admin = admin;
    }

    @Override
    public Mono<Health> health() {
        return Mono.fromFuture(() ->
                        admin.describeCluster().nodes().toCompletionStage().toCompletableFuture())
                .timeout(LIMIT)
                .map(nodes -> Health.up().withDetail("nodes", nodes.size()).build())
                .onErrorResume(e -> Mono.just(Health.down(e).build()));
    }
}
