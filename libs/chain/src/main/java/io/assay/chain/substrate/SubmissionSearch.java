package io.assay.chain.substrate;

import io.assay.chain.Hex;
import io.assay.chain.extrinsic.ExtrinsicCodec;
import io.assay.chain.extrinsic.ScaleExtrinsic;
import io.assay.chain.key.Blake2b;
import io.assay.chain.metadata.NotInRuntimeException;
import io.assay.chain.scale.MalformedScaleException;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Looks through blocks for what an account has signed. */
final class SubmissionSearch {
    private final OutcomeReader outcomes;
    private final String signer;

    /**
     * A search.
     *
     * @param signer SS58 address
     */
    SubmissionSearch(OutcomeReader outcomes, String signer) {
        this.outcomes = outcomes;
        this.signer = signer;
    }

    /** In the order of the block. */
    List<Submission> in(NodeBlock block) {
        if (block.extrinsics().isEmpty()) {
            return List.of();
        }
        var runtime = outcomes.executed(block);
        var codec = runtime.extrinsics();
        return IntStream.range(0, block.extrinsics().size())
                .boxed()
                .flatMap(position -> signed(codec, block.extrinsics().get(position))
                        .map(signed -> submission(block, position, signed, runtime))
                        .stream())
                .toList();
    }

    private Submission submission(NodeBlock block, int position, ScaleExtrinsic.Signed signed, ChainRuntime runtime) {
        return new Submission(
                block.header().number(),
                Hex.of(Blake2b.hash256(block.extrinsics().get(position))),
                signed.extra().nonce(),
                call(signed, runtime),
                outcomes.of(block, position));
    }

    /** Extrinsics of forms that are not known here, as Ethereum's, are nobody's. */
    private Optional<ScaleExtrinsic.Signed> signed(ExtrinsicCodec codec, byte[] bytes) {
        try {
            return Stream.of(codec.decode(bytes))
                    .filter(ScaleExtrinsic.Signed.class::isInstance)
                    .map(ScaleExtrinsic.Signed.class::cast)
                    .filter(extrinsic -> extrinsic.signer().equals(signer))
                    .findFirst();
        } catch (MalformedScaleException _) {
            return Optional.empty();
        }
    }

    private static String call(ScaleExtrinsic.Signed signed, ChainRuntime runtime) {
        try {
            var call = runtime.metadata().decodeCall(signed.call().value());
            return call.pallet() + "." + call.name();
        } catch (MalformedScaleException | NotInRuntimeException _) {
            return "a call that cannot be read";
        }
    }
}
