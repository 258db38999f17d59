package io.assay.rating.mlflow;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Keeps experiments and runs as the REST protocol of MLflow has them, refusing what the protocol refuses. */
final class TrackingServer implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String BASE = "/base/api/2.0/mlflow/";
    private static final Pattern FILTER = Pattern.compile("tags\\.`([^`]+)` = '([^']*)'");

    final Map<String, String> experiments = new LinkedHashMap<>();
    final Map<String, Run> runs = new LinkedHashMap<>();
    final List<String> calls = new ArrayList<>();
    int busy;

    private final HttpServer server;
    private final String authorization;

    /** Metrics by key, step and time: what is logged twice is there once. */
    static final class Run {
        String experiment = "";
        final Map<String, String> tags = new TreeMap<>();
        final Map<String, String> parameters = new TreeMap<>();
        final Map<String, Double> metrics = new TreeMap<>();
    }

    TrackingServer(String authorization) throws IOException {
        this.authorization = authorization;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(BASE, this::answer);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/base/";
    }

    private static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final int status;
        private final String code;

        Refused(int status, String code, String message) {
            super(message);
            this.status = status;
            this.code = code;
        }

        static Refused missing(String what) {
            return new Refused(404, "RESOURCE_DOES_NOT_EXIST", what + " does not exist");
        }

        static Refused invalid(String what) {
            return new Refused(400, "INVALID_PARAMETER_VALUE", what);
        }
    }

    private synchronized void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var path = exchange.getRequestURI().getPath().substring(BASE.length());
            var body = exchange.getRequestBody().readAllBytes();
            var status = 200;
            JsonNode told;
            try {
                told = handle(exchange, path, body);
            } catch (Refused e) {
                status = e.status;
                told = JSON.createObjectNode()
                        .put("error_code", e.code)
                        .put("message", Objects.requireNonNull(e.getMessage()));
            }
            calls.add(path + " " + status);
            var bytes = JSON.writeValueAsBytes(told);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private JsonNode handle(HttpExchange exchange, String path, byte[] body) {
        if (!authorization.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            throw new Refused(401, "UNAUTHENTICATED", "who are you");
        }
        if (busy > 0) {
            busy--;
            throw new Refused(503, "TEMPORARILY_UNAVAILABLE", "busy\nwith other things");
        }
        if (path.equals("experiments/get-by-name")
                && exchange.getRequestMethod().equals("GET")) {
            return experiment(exchange.getRequestURI().getRawQuery());
        }
        if (!exchange.getRequestMethod().equals("POST")
                || !"application/json".equals(exchange.getRequestHeaders().getFirst("Content-Type"))) {
            throw new Refused(405, "BAD_REQUEST", "a POST of JSON is asked for");
        }
        var request = JSON.readTree(body);
        return switch (path) {
            case "experiments/create" -> createExperiment(request);
            case "runs/search" -> search(request);
            case "runs/create" -> createRun(request);
            case "runs/log-batch" -> log(request);
            default -> throw new Refused(404, "ENDPOINT_NOT_FOUND", path);
        };
    }

    private ObjectNode experiment(String query) {
        if (!query.startsWith("experiment_name=")) {
            throw Refused.invalid("experiment_name is missing");
        }
        var name = URLDecoder.decode(query.substring(16), StandardCharsets.UTF_8);
        var id = experiments.get(name);
        if (id == null) {
            throw Refused.missing("the experiment " + name);
        }
        var told = JSON.createObjectNode();
        told.putObject("experiment").put("experiment_id", id).put("name", name).put("lifecycle_stage", "active");
        return told;
    }

    private ObjectNode createExperiment(JsonNode request) {
        var id = Integer.toString(experiments.size() + 1);
        if (experiments.putIfAbsent(text(request, "name"), id) != null) {
            throw new Refused(400, "RESOURCE_ALREADY_EXISTS", "it is there");
        }
        return JSON.createObjectNode().put("experiment_id", id);
    }

    private ObjectNode search(JsonNode request) {
        var wanted = new HashMap<String, String>();
        FILTER.matcher(text(request, "filter")).results().forEach(part -> wanted.put(part.group(1), part.group(2)));
        var told = JSON.createObjectNode();
        var found = told.putArray("runs");
        runs.forEach((id, run) -> {
            if (run.experiment.equals(request.at("/experiment_ids/0").asString())
                    && run.tags.entrySet().containsAll(wanted.entrySet())) {
                found.addObject().putObject("info").put("run_id", id);
            }
        });
        // The real one leaves empty lists out.
        return found.isEmpty() ? JSON.createObjectNode() : told;
    }

    private ObjectNode createRun(JsonNode request) {
        var run = new Run();
        run.experiment = text(request, "experiment_id");
        if (!experiments.containsValue(run.experiment)) {
            throw Refused.missing("the experiment " + run.experiment);
        }
        if (!request.get("start_time").isIntegralNumber()) {
            throw Refused.invalid("start_time is no integer");
        }
        request.get("tags").forEach(tag -> run.tags.put(text(tag, "key"), text(tag, "value")));
        var id = "run%029d".formatted(runs.size());
        runs.put(id, run);
        var told = JSON.createObjectNode();
        told.putObject("run").putObject("info").put("run_id", id).put("status", "RUNNING");
        return told;
    }

    private ObjectNode log(JsonNode request) {
        var run = runs.get(text(request, "run_id"));
        if (run == null) {
            throw Refused.missing("the run " + text(request, "run_id"));
        }
        if (request.path("metrics").size() > 1000 || request.path("params").size() > 100) {
            throw Refused.invalid("too much at once");
        }
        request.path("params").forEach(param -> {
            var before = run.parameters.put(text(param, "key"), text(param, "value"));
            if (before != null && !before.equals(text(param, "value"))) {
                throw Refused.invalid("a parameter cannot be changed");
            }
        });
        request.path("metrics").forEach(metric -> {
            if (!metric.get("value").isNumber()
                    || !metric.get("timestamp").isIntegralNumber()
                    || !metric.get("step").isIntegralNumber()) {
                throw Refused.invalid("no metric: " + metric);
            }
            run.metrics.put(
                    text(metric, "key") + "@" + metric.get("step") + "@" + metric.get("timestamp"),
                    metric.get("value").asDouble());
        });
        return JSON.createObjectNode();
    }

    private static String text(JsonNode request, String name) {
        var value = request.get(name);
        if (value == null || !value.isString() || value.asString().isEmpty()) {
            throw Refused.invalid(name + " is missing");
        }
        return value.asString();
    }

    synchronized int logged() {
        return runs.values().stream().mapToInt(run -> run.metrics.size()).sum();
    }

    synchronized void forgetAll() {
        runs.clear();
        experiments.clear();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
