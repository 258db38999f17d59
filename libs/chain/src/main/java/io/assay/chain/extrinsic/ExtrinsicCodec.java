package io.assay.chain.extrinsic;

import io.assay.chain.key.Blake2b;
import io.assay.chain.key.Hotkey;
import io.assay.chain.key.Signatures;
import io.assay.chain.metadata.RuntimeMetadata;
import io.assay.chain.scale.MalformedScaleException;
import io.assay.chain.scale.ScaleReader;
import io.assay.chain.scale.ScaleWriter;
import io.assay.chain.type.ScaleValue;
import io.assay.chain.type.ScaleValue.Bytes;
import java.util.List;

/**
 * Extrinsics of version 4 of one runtime: a compact length, 0x84, the signer, the signature, what the signed extensions
 * send, the call. Signed are the call, what the extensions send and what they imply, or the blake2b-256 hash of these
 * bytes if they are more than 256.
 *
 * @see <a href="https://spec.polkadot.network/id-extrinsics">the format</a>
 */
public final class ExtrinsicCodec {
    /** Bytes of an extrinsic, at most: a block of a FRAME chain has no more. */
    public static final int MAX_BYTES = 5 << 20;

    static final int VERSION = 4;

    private static final int SIGNED = 0x80 | VERSION;
    private static final int ACCOUNT_ID = 0;
    private static final int ACCOUNT_BYTES = 32;
    private static final int LARGEST_UNHASHED = 256;
    private static final Extra NOTHING = new Extra(new Era.Immortal(), 0, 0, false);

    private final List<Extension> extensions;

    /**
     * For a runtime. An extension that is not known is passed over if it has no content.
     *
     * @throws UnusableRuntimeException if one with content is not known, if a known one has other content, or if the
     *     runtime takes no extrinsics of version 4
     */
    public ExtrinsicCodec(RuntimeMetadata metadata) {
        this.extensions = new ExtensionRules(metadata).extensions();
    }

    /**
     * Signs a call. What the runtime has no extension for is neither sent nor signed.
     *
     * @param call as {@code RuntimeMetadata.encodeCall} gives it
     */
    public ScaleExtrinsic.Signed sign(byte[] call, SigningFacts facts, Hotkey hotkey) {
        var signature = ScaleValue.of(hotkey.sign(payload(call, facts)));
        return new ScaleExtrinsic.Signed(
                ScaleValue.of(hotkey.publicKey()),
                new MultiSignature(SignatureScheme.SR25519, signature),
                facts.extra(),
                ScaleValue.of(call));
    }

    /** The bytes that are signed, at most 256. */
    public byte[] payload(byte[] call, SigningFacts facts) {
        return payload(call, facts.extra(), facts.chain(), facts.eraBlockHash());
    }

    /**
     * Whether the signer has signed it.
     *
     * @param chain that it must be meant for
     * @param eraBlockHash of the block {@code extra().era().birth(number of the block it is for)}, 32 bytes; the genesis
     *     hash for an immortal one
     */
    public Proof verify(ScaleExtrinsic.Signed extrinsic, ChainIdentity chain, Bytes eraBlockHash) {
        ChainIdentity.requireHash("the hash of the era's first block", eraBlockHash);
        if (extrinsic.signature().scheme() != SignatureScheme.SR25519) {
            return Proof.OTHER_SCHEME;
        } else if (extrinsic.extra().checksMetadata()) {
            return Proof.METADATA_HASH_UNKNOWN;
        }
        var payload = payload(extrinsic.call().value(), extrinsic.extra(), chain, eraBlockHash);
        var signature = extrinsic.signature().bytes().value();
        return Signatures.verify(extrinsic.signer(), payload, signature) ? Proof.VALID : Proof.INVALID;
    }

    /** The bytes that are sent, with their length before them. */
    public byte[] encode(ScaleExtrinsic extrinsic) {
        var body = new ScaleWriter();
        switch (extrinsic) {
            case ScaleExtrinsic.Unsigned unsigned -> body.u8(unsigned.version());
            case ScaleExtrinsic.Signed signed -> writeHead(signed, body);
        }
        body.fixed(extrinsic.call().value());
        return new ScaleWriter().bytes(body.toBytes()).toBytes();
    }

    /** The hash by which nodes know it: blake2b-256 of {@link #encode}, 32 bytes. */
    public byte[] hash(ScaleExtrinsic extrinsic) {
        return Blake2b.hash256(encode(extrinsic));
    }

    /**
     * Reads what {@link #encode} gives, or an extrinsic of a block. The call is not looked into.
     *
     * @throws MalformedScaleException if it is none of version 4, is cut off or goes on, is longer than allowed, or has a
     *     signer or signature of an unknown kind; what is expected and what stands there is named
     */
    public ScaleExtrinsic decode(byte[] bytes) {
        var in = new ScaleReader(bytes);
        requireLength(in);
        var start = in.offset();
        var version = in.u8();
        return switch (version) {
            case 4, 5 -> new ScaleExtrinsic.Unsigned(version, rest(in));
            case SIGNED -> signed(in);
            default ->
                throw new MalformedScaleException(
                        start,
                        "a signed extrinsic of version 4 (0x84) or an unsigned one (0x04, 0x05)",
                        "0x%02x".formatted(version));
        };
    }

    private ScaleExtrinsic.Signed signed(ScaleReader in) {
        var account = account(in);
        var signature = MultiSignature.read(in);
        var extra = NOTHING;
        for (var extension : extensions) {
            extra = extension.sent().read(extra, in);
        }
        return new ScaleExtrinsic.Signed(account, signature, extra, rest(in));
    }

    private static Bytes account(ScaleReader in) {
        var start = in.offset();
        var kind = in.u8();
        if (kind != ACCOUNT_ID) {
            throw new MalformedScaleException(start, "a signer given as an account, 0", Integer.toString(kind));
        }
        return ScaleValue.of(in.fixed(ACCOUNT_BYTES));
    }

    private static Bytes rest(ScaleReader in) {
        if (in.remaining() < ScaleExtrinsic.MIN_CALL_BYTES) {
            throw in.malformed(
                    "a call, at least " + ScaleExtrinsic.MIN_CALL_BYTES + " bytes", in.remaining() + " bytes left");
        }
        return ScaleValue.of(in.fixed(in.remaining()));
    }

    private static void requireLength(ScaleReader in) {
        var length = in.compactU32();
        if (length > MAX_BYTES) {
            throw new MalformedScaleException(0, "an extrinsic of at most " + MAX_BYTES + " bytes", length + " bytes");
        } else if (length != in.remaining()) {
            throw new MalformedScaleException(
                    0, "the length of the " + in.remaining() + " bytes that follow", length + " bytes");
        }
    }

    private void writeHead(ScaleExtrinsic.Signed signed, ScaleWriter out) {
        out.u8(SIGNED).u8(ACCOUNT_ID).fixed(signed.account().value());
        signed.signature().write(out);
        writeExtra(signed.extra(), out);
    }

    private void writeExtra(Extra extra, ScaleWriter out) {
        extensions.forEach(extension -> extension.sent().write(extra, out));
    }

    private byte[] payload(byte[] call, Extra extra, ChainIdentity chain, Bytes eraBlockHash) {
        var out = new ScaleWriter().fixed(call);
        writeExtra(extra, out);
        extensions.forEach(extension -> extension.implied().write(chain, eraBlockHash, out));
        var payload = out.toBytes();
        return payload.length > LARGEST_UNHASHED ? Blake2b.hash256(payload) : payload;
    }
}
