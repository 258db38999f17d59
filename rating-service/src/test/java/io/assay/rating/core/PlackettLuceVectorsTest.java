package io.assay.rating.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

class PlackettLuceVectorsTest {
    private static final String INFORMATION_ONLY = "nan_raw";

    static Stream<Arguments> results() {
        var vectors = Vectors.read("plackett_luce.json");
        return vectors.get("cases")
                .valueStream()
                .filter(each -> !each.get("name").stringValue().equals(INFORMATION_ONLY))
                .flatMap(each -> each.get("results")
                        .valueStream()
                        .filter(result -> result.get("openskill").stringValue().equals("6.2.0"))
                        .map(result -> Arguments.of(
                                each.get("name").stringValue(),
                                result.get("params").stringValue(),
                                model(vectors, result.get("params").stringValue()),
                                each,
                                result)));
    }

    private static PlackettLuce model(JsonNode vectors, String params) {
        var given = vectors.at("/params/models").get(params);
        var defaults = vectors.at("/params/defaults");
        return new PlackettLuce(
                given.path("beta").asDouble(defaults.get("beta").doubleValue()),
                given.path("tau").asDouble(defaults.get("tau").doubleValue()));
    }

    @ParameterizedTest(name = "{0} with {1}")
    @MethodSource("results")
    void agreesWithOpenskill(String name, String params, PlackettLuce model, JsonNode each, JsonNode result) {
        var ratings = initial(each);
        var expected = new HashMap<Integer, JsonNode>();
        result.get("expected").forEach(dump -> expected.put(dump.get("window").intValue(), dump));
        for (var window = 0; window < each.get("windows").size(); window++) {
            play(model, ratings, each.get("windows").get(window));
            if (expected.containsKey(window)) {
                verify(ratings, expected.remove(window));
            }
        }
        assertThat(expected).as("dumps not reached in %s with %s", name, params).isEmpty();
    }

    private static Map<Integer, Rating> initial(JsonNode each) {
        var ratings = new HashMap<Integer, Rating>();
        each.path("initial")
                .forEachEntry((uid, pair) -> ratings.put(
                        Integer.valueOf(uid),
                        new Rating(pair.get(0).doubleValue(), pair.get(1).doubleValue())));
        return ratings;
    }

    private static void play(PlackettLuce model, Map<Integer, Rating> ratings, JsonNode window) {
        var uids = new ArrayList<Integer>();
        var scores = new ArrayList<Double>();
        for (var i = 0; i < window.get("uids").size(); i++) {
            if (window.get("scores").get(i).isNumber()) {
                uids.add(window.get("uids").get(i).intValue());
                scores.add(window.get("scores").get(i).doubleValue());
            }
        }
        List<Rating> priors = uids.stream()
                .map(uid -> ratings.getOrDefault(uid, Rating.INITIAL))
                .toList();
        var after = model.rate(
                priors, scores.stream().mapToDouble(Double::doubleValue).toArray());
        for (var i = 0; i < uids.size(); i++) {
            ratings.put(uids.get(i), after.get(i));
        }
    }

    private static void verify(Map<Integer, Rating> ratings, JsonNode dump) {
        for (var i = 0; i < dump.get("uids").size(); i++) {
            var rating = ratings.getOrDefault(dump.get("uids").get(i).intValue(), Rating.INITIAL);
            assertThat(rating.mu()).isCloseTo(dump.get("mu").get(i).doubleValue(), within(1e-9));
            assertThat(rating.sigma()).isCloseTo(dump.get("sigma").get(i).doubleValue(), within(1e-9));
            assertThat(rating.ordinal()).isCloseTo(dump.get("ordinal").get(i).doubleValue(), within(1e-9));
        }
    }
}
