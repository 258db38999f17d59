package io.assay.chain.http;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Whole numbers of a query string; anything else is refused by name. */
final class Query {
    private final Map<String, Long> values;

    private Query(Map<String, Long> values) {
        this.values = values;
    }

    static Query of(URI uri, Set<String> allowed) {
        var values = new HashMap<String, Long>();
        var raw = uri.getRawQuery();
        if (raw != null && !raw.isEmpty()) {
            for (var parameter : raw.split("&", 16)) {
                var equals = parameter.indexOf('=');
                var name = equals < 0 ? parameter : parameter.substring(0, equals);
                require(allowed.contains(name), "query parameter " + shown(name) + " is unknown, allowed: " + allowed);
                var value = Numbers.parse(name, equals < 0 ? "" : parameter.substring(equals + 1), Long.MAX_VALUE);
                require(values.put(name, value) == null, "query parameter " + name + " is given twice");
            }
        }
        return new Query(values);
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    long get(String name, long absent) {
        return values.getOrDefault(name, absent);
    }

    private static String shown(String name) {
        return "'" + name.substring(0, Math.min(name.length(), 40)) + "'";
    }

    private static void require(boolean holds, String detail) {
        if (!holds) {
            throw new RequestException(400, detail);
        }
    }
}
