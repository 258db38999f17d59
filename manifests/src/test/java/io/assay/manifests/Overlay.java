package io.assay.manifests;

import io.assay.manifests.StrictModels.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What would be applied to a cluster. */
record Overlay(List<Object> models, List<String> refused) {
    /** Reads all documents, strictly. */
    static Overlay of(List<Manifest> manifests) {
        var models = new ArrayList<>();
        var refused = new ArrayList<String>();
        for (var manifest : manifests) {
            switch (StrictModels.read(manifest)) {
                case Reading.Understood(var model) -> models.add(model);
                case Reading.Refused(var why) -> refused.add(why);
            }
        }
        return new Overlay(List.copyOf(models), List.copyOf(refused));
    }

    /** Those of a kind. */
    <T> List<T> all(Class<T> kind) {
        return models.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    List<Workload> workloads() {
        return models.stream().flatMap(model -> Workload.of(model).stream()).toList();
    }

    /** Everything that is wrong with it, a sentence each. */
    List<String> findings() {
        return Stream.concat(refused.stream(), Rule.ALL.stream().flatMap(rule -> rule.findings(this)))
                .toList();
    }
}
