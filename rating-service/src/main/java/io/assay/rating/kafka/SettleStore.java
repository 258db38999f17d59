package io.assay.rating.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.assay.protocol.event.EvaluationFailed;
import io.assay.protocol.event.Event;
import io.assay.protocol.event.LossDelta;
import io.assay.protocol.json.EventJson;
import io.assay.rating.core.SettleState;
import io.assay.rating.core.SettleState.Head;
import io.assay.rating.core.Step;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueStore;
import tools.jackson.databind.json.JsonMapper;

/**
 * The settlement of one subnet on a key-value store: the end of the chain under {@code NETUID/head}, and every record of
 * an open window under {@code NETUID/window/W/...} as it came. No entry is larger than one record, and what a settled
 * window needed is deleted with it. Loading is replaying.
 */
final class SettleStore {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final KeyValueStore<String, byte[]> store;
    private final int netuid;

    SettleStore(KeyValueStore<String, byte[]> store, int netuid) {
        this.store = store;
        this.netuid = netuid;
    }

    /** Whether it says where the chain ends. */
    boolean hasHead() {
        return store.get(headKey()) != null;
    }

    /** Begins where another group has left off; from now on the store says it. */
    void begin(Head head) {
        store.put(headKey(), MAPPER.writeValueAsBytes(head));
    }

    SettleState load() {
        var head = store.get(headKey());
        var state = new SettleState(head == null ? Head.FIRST : MAPPER.readValue(head, Head.class));
        entries(state.head().window() + 1, Long.MAX_VALUE)
                .forEach(entry -> state.apply(new Step.Accepted(read(entry.value))));
        return state;
    }

    /** Keeps what a step has changed; to be called when the step has taken effect. */
    void keep(Step step, SettleState state) {
        switch (step) {
            case Step.Accepted accepted -> store.put(key(accepted.event()), entry(accepted.event()));
            case Step.Settled _, Step.Abandoned _ -> advance(state.head());
            case Step.Ignored _, Step.Refused _ -> {}
        }
    }

    private void advance(Head head) {
        begin(head);
        entries(0, head.window()).forEach(entry -> store.delete(entry.key));
    }

    private List<KeyValue<String, byte[]>> entries(long first, long last) {
        var found = new ArrayList<KeyValue<String, byte[]>>();
        // '~' sorts after every character of a key.
        try (var range = store.range(windowKey(first), windowKey(last) + "~")) {
            range.forEachRemaining(found::add);
        }
        return found;
    }

    private String headKey() {
        return netuid + "/head";
    }

    private String windowKey(long window) {
        return netuid + "/window/%019d/".formatted(window);
    }

    private String key(Event event) {
        var part = switch (event) {
            case LossDelta delta -> "evaluation/" + delta.hotkey();
            case EvaluationFailed failed -> "evaluation/" + failed.hotkey();
            default -> event.type();
        };
        return windowKey(event.window()) + part;
    }

    /** An event as it is kept. */
    static byte[] entry(Event event) {
        var type = (event.type() + "\n").getBytes(UTF_8);
        var json = EventJson.write(event);
        var entry = Arrays.copyOf(type, type.length + json.length);
        System.arraycopy(json, 0, entry, type.length, json.length);
        return entry;
    }

    private static Event read(byte[] entry) {
        var end = 0;
        while (entry[end] != '\n') {
            end++;
        }
        return EventJson.read(new String(entry, 0, end, UTF_8), Arrays.copyOfRange(entry, end + 1, entry.length));
    }
}
