package io.assay.manifests;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerBehavior;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** KEDA's resource of the version keda.sh/v1alpha1, of which there is no published model: every field that it has. */
record ScaledObject(String apiVersion, String kind, ObjectMeta metadata, Spec spec) {
    record Spec(
            Target scaleTargetRef,
            @Nullable Integer pollingInterval,
            @Nullable Integer initialCooldownPeriod,
            @Nullable Integer cooldownPeriod,
            @Nullable Integer idleReplicaCount,
            @Nullable Integer minReplicaCount,
            @Nullable Integer maxReplicaCount,
            @Nullable Fallback fallback,
            @Nullable Advanced advanced,
            List<Trigger> triggers) {}

    record Target(
            @Nullable String apiVersion,
            @Nullable String kind,
            String name,
            @Nullable String envSourceContainerName) {}

    record Fallback(
            int failureThreshold, int replicas, @Nullable String behavior) {}

    record Advanced(
            @Nullable Boolean restoreToOriginalReplicaCount,
            @Nullable AutoscalerConfig horizontalPodAutoscalerConfig,
            @Nullable ScalingModifiers scalingModifiers) {}

    record AutoscalerConfig(@Nullable String name, @Nullable HorizontalPodAutoscalerBehavior behavior) {}

    record ScalingModifiers(
            @Nullable String formula,
            @Nullable String target,
            @Nullable String activationTarget,
            @Nullable String metricType) {}

    record Trigger(
            String type,
            @Nullable String name,
            @Nullable Boolean useCachedMetrics,
            @Nullable String metricType,
            @Nullable AuthenticationRef authenticationRef,
            Map<String, String> metadata) {}

    record AuthenticationRef(String name, @Nullable String kind) {}
}
