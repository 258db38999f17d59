package io.assay.chain.extrinsic;

import io.assay.chain.metadata.RuntimeMetadata;
import io.assay.chain.metadata.SignedExtension;
import io.assay.chain.scale.MalformedScaleException;
import io.assay.chain.scale.ScaleWriter;
import io.assay.chain.type.TypeRegistry;
import io.assay.chain.type.TypeShape.Array;
import io.assay.chain.type.TypeShape.Composite;
import io.assay.chain.type.TypeShape.Tuple;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;

/** Finds the content of a runtime's extensions, and refuses what would have to be guessed. */
final class ExtensionRules {
    private final RuntimeMetadata metadata;
    private final TypeRegistry types;

    ExtensionRules(RuntimeMetadata metadata) {
        this.metadata = metadata;
        this.types = metadata.types();
    }

    /** The extensions in the order in which they are sent and signed. */
    List<Extension> extensions() {
        requireFormat();
        var extensions = metadata.extrinsic().signedExtensions().stream()
                .map(this::extension)
                .toList();
        requireOnce(extensions);
        return extensions;
    }

    private void requireFormat() {
        var format = metadata.extrinsic();
        if (!format.versions().contains(ExtrinsicCodec.VERSION)) {
            throw new UnusableRuntimeException(
                    metadata + " takes extrinsics of versions " + format.versions() + ", supported: 4");
        }
        requireTakes("the signer", format.address(), new byte[33]);
        requireTakes("the signature", format.signature(), sampleSignature());
    }

    private Extension extension(SignedExtension described) {
        var name = described.identifier();
        var known = Extension.KNOWN.get(name);
        if (known != null) {
            requireFits(described, known);
            return known;
        } else if (isEmpty(described.type()) && isEmpty(described.additional())) {
            return Extension.EMPTY;
        }
        throw new UnusableRuntimeException(
                metadata + " has the signed extension " + name + ", unknown here, with content"
                        + " (sent: " + types.describe(described.type()) + ", signed as well: "
                        + types.describe(described.additional())
                        + "). Nothing is signed for it until a version of Assay knows what belongs there");
    }

    private void requireFits(SignedExtension described, Extension known) {
        var sent = new ScaleWriter();
        known.sent().write(Sent.SAMPLE, sent);
        requireTakes("what " + described.identifier() + " sends", described.type(), sent.toBytes());
        var implied = new ScaleWriter();
        known.implied().write(Implied.SAMPLE, Implied.SAMPLE_HASH, implied);
        requireTakes("what " + described.identifier() + " signs", described.additional(), implied.toBytes());
    }

    /** Tries whether bytes are a value of a type, which says more than the type's name. */
    private void requireTakes(String what, int type, byte[] sample) {
        try {
            metadata.codec().decode(type, sample);
        } catch (MalformedScaleException e) {
            throw new UnusableRuntimeException(
                    metadata + " has another type than is known here for " + what + ": " + types.describe(type)
                            + ". Nothing is signed for it until a version of Assay knows that type",
                    e);
        }
    }

    /** Two extensions with one content would be read as one. */
    private void requireOnce(List<Extension> extensions) {
        var seen = new HashSet<Sent>();
        for (var extension : extensions) {
            if (extension.sent() != Sent.NOTHING && !seen.add(extension.sent())) {
                throw new UnusableRuntimeException(
                        metadata + " has two signed extensions that send " + extension.sent());
            }
        }
    }

    /** Whether nothing that can be reached from a type has bytes. */
    private boolean isEmpty(int type) {
        var seen = new HashSet<Integer>();
        var open = new ArrayDeque<>(List.of(type));
        while (!open.isEmpty()) {
            var next = open.pop();
            var shape = types.core(next);
            if (shape instanceof Composite || shape instanceof Tuple) {
                shape.references().filter(seen::add).forEach(open::push);
            } else if (!(shape instanceof Array array && array.length() == 0)) {
                return false;
            }
        }
        return true;
    }

    private static byte[] sampleSignature() {
        var bytes = new byte[1 + SignatureScheme.SR25519.length()];
        bytes[0] = (byte) SignatureScheme.SR25519.index();
        return bytes;
    }
}
