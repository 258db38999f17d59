package io.assay.gradient;

import io.assay.gradient.safetensors.Shown;
import io.assay.gradient.torch.PickleValue;
import io.assay.protocol.event.RejectReason;
import java.util.Map;

/** The entries of a dictionary in a pickle, with what each must be. */
record TorchEntries(Map<String, PickleValue> entries) {
    static TorchEntries of(PickleValue value, String what) throws RefusedException {
        if (value instanceof PickleValue.Dictionary dictionary) {
            return new TorchEntries(dictionary.entries());
        }
        throw wrong(what, value, "a dictionary");
    }

    TorchEntries dictionary(String key) throws RefusedException {
        return of(present(key), key);
    }

    /** A whole number of at least 0. */
    long count(String key) throws RefusedException {
        var value = present(key);
        if (value instanceof PickleValue.Whole(var count)) {
            if (count >= 0) {
                return count;
            }
            throw new RefusedException(RejectReason.PICKLE_MALFORMED, key + " is " + count + ", allowed: >= 0");
        }
        throw wrong(key, value, "a whole number >= 0");
    }

    static RefusedException wrong(String what, PickleValue found, String allowed) {
        return new RefusedException(
                RejectReason.PICKLE_MALFORMED, Shown.text(what) + " is " + found.kind() + ", allowed: " + allowed);
    }

    private PickleValue present(String key) throws RefusedException {
        var value = entries.get(key);
        if (value == null) {
            throw new RefusedException(RejectReason.METADATA_MISSING, "the file has no " + key);
        }
        return value;
    }
}
