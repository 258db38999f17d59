package io.assay.chain.metadata;

import io.assay.chain.scale.MalformedScaleException;
import io.assay.chain.scale.ScaleReader;
import io.assay.chain.scale.ScaleWriter;
import io.assay.chain.type.ScaleValue;
import io.assay.chain.type.TypeCodec;
import io.assay.chain.type.TypeShape.Tuple;
import io.assay.chain.type.UnexpectedValueException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** One storage item: twox128(pallet's prefix), twox128(item), then each key as its hasher has it. */
public final class StorageCodec {
    private final String pallet;
    private final String prefix;
    private final StorageEntry entry;
    private final TypeCodec codec;
    private final List<Integer> keyTypes;

    StorageCodec(String pallet, String prefix, StorageEntry entry, TypeCodec codec) {
        this.pallet = pallet;
        this.prefix = prefix;
        this.entry = entry;
        this.codec = codec;
        this.keyTypes = keyTypes(entry, codec);
    }

    /** Both names: {@code SubtensorModule.Weights}. */
    public String qualifiedName() {
        return pallet + "." + entry.name();
    }

    /** Hashers, types, and what an absent value means. */
    public StorageEntry entry() {
        return entry;
    }

    /** The type of each key, in order; empty for a single value. */
    public List<Integer> keyTypes() {
        return keyTypes;
    }

    /**
     * The storage key of one value.
     *
     * @param keys all of them, in order
     * @throws UnexpectedValueException if there are more or fewer, or one does not fit its type
     */
    public byte[] key(ScaleValue... keys) {
        if (keys.length != keyTypes.size()) {
            throw new UnexpectedValueException(
                    "storage " + qualifiedName() + " has " + keyTypes.size() + " keys, given: " + keys.length);
        }
        return prefix(keys);
    }

    /**
     * What the storage keys of all values under the first keys begin with.
     *
     * @param firstKeys none for all values
     * @throws UnexpectedValueException if there are more than the item has, or one does not fit its type
     */
    public byte[] prefix(ScaleValue... firstKeys) {
        if (firstKeys.length > keyTypes.size()) {
            throw new UnexpectedValueException("storage " + qualifiedName() + " has only " + keyTypes.size()
                    + " keys, given: " + firstKeys.length);
        }
        var key = new ScaleWriter().fixed(nameHash(prefix)).fixed(nameHash(entry.name()));
        for (var i = 0; i < firstKeys.length; i++) {
            key.fixed(entry.hashers().get(i).apply(codec.encode(keyTypes.get(i), firstKeys[i])));
        }
        return key.toBytes();
    }

    /**
     * The keys within a storage key of this item.
     *
     * @throws MalformedScaleException if it is none
     * @throws HashedKeyException if a hasher drops the key itself
     */
    public List<ScaleValue> split(byte[] storageKey) {
        var in = new ScaleReader(storageKey);
        requireEqual(in, prefix(), "the prefix of storage " + qualifiedName());
        var keys = new ArrayList<ScaleValue>();
        for (var i = 0; i < keyTypes.size(); i++) {
            keys.add(splitOne(in, storageKey, entry.hashers().get(i), keyTypes.get(i)));
        }
        in.end();
        return keys;
    }

    /**
     * A value.
     *
     * @throws MalformedScaleException if the bytes are none
     */
    public ScaleValue decode(byte[] value) {
        return codec.decode(entry.value(), value);
    }

    /**
     * The bytes of a value.
     *
     * @throws UnexpectedValueException if it does not fit the item's type
     */
    public byte[] encode(ScaleValue value) {
        return codec.encode(entry.value(), value);
    }

    /** The value where nothing is stored, if that counts as one. */
    public Optional<ScaleValue> fallback() {
        return switch (entry.presence()) {
            case OPTIONAL -> Optional.empty();
            case DEFAULT -> Optional.of(decode(entry.fallback().value()));
        };
    }

    private ScaleValue splitOne(ScaleReader in, byte[] storageKey, StorageHasher hasher, int type) {
        if (!hasher.keepsKey()) {
            throw new HashedKeyException(qualifiedName(), hasher);
        }
        var hashOffset = in.offset();
        var hash = in.fixed(hasher.hashBytes());
        var keyOffset = in.offset();
        var key = codec.decode(type, in);
        if (!Arrays.equals(hash, hasher.hash(Arrays.copyOfRange(storageKey, keyOffset, in.offset())))) {
            throw new MalformedScaleException(hashOffset, "the hash of the key after it", "another one");
        }
        return key;
    }

    private static void requireEqual(ScaleReader in, byte[] expected, String what) {
        var offset = in.offset();
        if (!Arrays.equals(in.fixed(expected.length), expected)) {
            throw new MalformedScaleException(offset, what, "other bytes");
        }
    }

    private static byte[] nameHash(String name) {
        return StorageHasher.TWOX_128.hash(name.getBytes(StandardCharsets.UTF_8));
    }

    private static List<Integer> keyTypes(StorageEntry entry, TypeCodec codec) {
        var key = entry.key();
        if (entry.hashers().size() > 1 && codec.types().core(key.orElseThrow()) instanceof Tuple(var keys)) {
            return keys;
        }
        return key.stream().boxed().toList();
    }
}
