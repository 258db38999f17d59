package io.assay.chain.rpc;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;

/**
 * Puts a message together from its fragments, in memory of at most twice what has come. A composite buffer would keep an object for
 * every fragment, however small. For one thread.
 */
public final class MessageAssembly {
    private static final byte[] NONE = {};

    private final int limit;
    private byte[] bytes = NONE;
    private int length;
    private boolean begun;

    /** For messages of at most {@code limit} bytes. */
    public MessageAssembly(int limit) {
        this.limit = limit;
    }

    /** Takes a fragment's bytes; whether the message is still within the limit. If not, nothing was taken. */
    public boolean add(ByteBuf fragment) {
        var count = fragment.readableBytes();
        if (count > limit - length) {
            return false;
        }
        if (count > bytes.length - length) {
            bytes = Arrays.copyOf(bytes, Math.max(length + count, (int) Math.min(2L * bytes.length, limit)));
        }
        fragment.readBytes(bytes, length, count);
        length += count;
        begun = true;
        return true;
    }

    /** Whether a message has begun and was not taken. */
    public boolean begun() {
        return begun;
    }

    /** The whole message; the next one begins. */
    public byte[] take() {
        var message = length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
        bytes = NONE;
        length = 0;
        begun = false;
        return message;
    }
}
