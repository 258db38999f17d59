package io.assay.weights.core;

import java.util.List;
import java.util.Optional;

/**
 * What the chain says of a submission.
 *
 * @param fates of every extrinsic that the submission may have sent, in its order
 * @param facts with the nonce read before the fates and all else after them
 * @param reproducible whether the plan that counts gives the same extrinsic again, hash for hash
 */
public record Evidence(List<Sighting> fates, ChainFacts facts, boolean reproducible) {
    public Evidence {
        fates = List.copyOf(fates);
    }

    /** An extrinsic and its fate. */
    public record Sighting(String extrinsicHash, Fate fate) {}

    /** The pool's answer when it does not take an extrinsic. */
    public record Refusal(String errorName, String detail) {}

    <F extends Fate> Optional<Sighting> first(Class<F> kind) {
        return fates.stream()
                .filter(sighting -> kind.isInstance(sighting.fate()))
                .findFirst();
    }
}
