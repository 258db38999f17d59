package io.assay.chain.substrate;

import io.assay.chain.extrinsic.UnusableRuntimeException;
import io.assay.chain.metadata.HashedKeyException;
import io.assay.chain.metadata.NotInRuntimeException;
import io.assay.chain.scale.MalformedScaleException;
import java.util.function.Supplier;

/** Reads what a node's bytes say, so that whatever they are not is told as the node's fault. */
final class Decoding {
    private Decoding() {}

    /**
     * What is read.
     *
     * @param what is read, for the message
     * @throws io.assay.chain.ChainException naming the node, what was read and what is wrong
     */
    static <T> T of(SubstrateNode node, String what, Supplier<T> reading) {
        try {
            return reading.get();
        } catch (MalformedScaleException
                | NotInRuntimeException
                | HashedKeyException
                | UnusableRuntimeException
                | IllegalArgumentException e) {
            throw node.malformed(what, e);
        }
    }
}
