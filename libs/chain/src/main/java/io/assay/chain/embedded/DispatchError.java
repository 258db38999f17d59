package io.assay.chain.embedded;

/**
 * Why a call failed, as the chain's metadata names it.
 *
 * @param pallet {@code SubtensorModule}, {@code Commitments}, {@code Utility} or {@code System}
 * @param name of the pallet's error
 */
public record DispatchError(String pallet, String name) {
    static DispatchError subtensor(String name) {
        return new DispatchError("SubtensorModule", name);
    }

    static DispatchError commitments(String name) {
        return new DispatchError("Commitments", name);
    }
}
