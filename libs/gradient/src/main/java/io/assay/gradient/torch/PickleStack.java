package io.assay.gradient.torch;

import io.assay.gradient.torch.MalformedTorchException.Fault;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The values a pickle's opcodes work on: stack, marks and memo. Its size is bounded by the pickle's. */
final class PickleStack {
    private static final int MAX_DEPTH = 64;

    private final PickleBytes in;
    private final List<PickleValue> values = new ArrayList<>();
    private final Deque<Integer> marks = new ArrayDeque<>();
    private final Map<Long, PickleValue> memo = new HashMap<>();

    PickleStack(PickleBytes in) {
        this.in = in;
    }

    void push(PickleValue value) throws MalformedTorchException {
        requireDepth(value.depth());
        values.add(value);
    }

    void mark() throws MalformedTorchException {
        requireDepth(marks.size() + 1);
        marks.push(values.size());
    }

    PickleValue pop() throws MalformedTorchException {
        requireAboveMark(1);
        return values.removeLast();
    }

    /** The last so many values, in their order. */
    List<PickleValue> pop(int count) throws MalformedTorchException {
        requireAboveMark(count);
        return take(values.size() - count);
    }

    /** All values since the last mark, which is taken too. */
    List<PickleValue> popToMark() throws MalformedTorchException {
        if (marks.isEmpty()) {
            throw in.malformed("there is no mark");
        }
        return take(marks.pop());
    }

    void memoize(long key) throws MalformedTorchException {
        requireAboveMark(1);
        memo.put(key, values.getLast());
    }

    void recall(long key) throws MalformedTorchException {
        var value = memo.get(key);
        if (value == null) {
            throw in.malformed("nothing was stored as " + key);
        }
        push(value);
    }

    /** Puts items at the end of the list on top. */
    void append(List<PickleValue> items) throws MalformedTorchException {
        if (!(top() instanceof PickleValue.Items list) || list.isTuple()) {
            throw in.malformed("items are appended to " + top().kind());
        }
        items.forEach(list::add);
        requireDepth(list.depth());
    }

    /** Puts keys and values, in turn, into the dictionary on top. */
    void set(List<PickleValue> pairs) throws MalformedTorchException {
        if (!(top() instanceof PickleValue.Dictionary dictionary) || pairs.size() % 2 != 0) {
            throw in.malformed(pairs.size() + " keys and values are put into " + top().kind());
        }
        for (var i = 0; i < pairs.size(); i += 2) {
            if (!(pairs.get(i) instanceof PickleValue.Text(var key))) {
                throw in.malformed("a key is " + pairs.get(i).kind() + ", allowed: a text");
            }
            if (!dictionary.add(key, pairs.get(i + 1))) {
                throw in.malformed("a key is there twice");
            }
        }
        requireDepth(dictionary.depth());
    }

    /** The one value that is left. */
    PickleValue result() throws MalformedTorchException {
        if (values.size() != 1 || !marks.isEmpty()) {
            throw in.malformed(values.size() + " values are left at the end, allowed: 1");
        }
        return values.getFirst();
    }

    private PickleValue top() throws MalformedTorchException {
        requireAboveMark(1);
        return values.getLast();
    }

    private List<PickleValue> take(int from) {
        var tail = values.subList(from, values.size());
        var taken = List.copyOf(tail);
        tail.clear();
        return taken;
    }

    private void requireAboveMark(int count) throws MalformedTorchException {
        if (values.size() - (marks.isEmpty() ? 0 : marks.peek()) < count) {
            throw in.malformed("an opcode needs more values than there are");
        }
    }

    private static void requireDepth(int depth) throws MalformedTorchException {
        if (depth > MAX_DEPTH) {
            throw new MalformedTorchException(
                    Fault.NESTED_TOO_DEEP,
                    "the pickle nests deeper than " + MAX_DEPTH + "; send what torch.save writes");
        }
    }
}
