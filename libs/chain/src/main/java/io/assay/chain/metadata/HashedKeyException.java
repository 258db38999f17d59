package io.assay.chain.metadata;

/** A key cannot be read out of a storage key, because only its hash is there; the message names item and hasher. */
public final class HashedKeyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    HashedKeyException(String item, StorageHasher hasher) {
        super("storage " + item + " keeps only " + hasher + " of a key, from which the key cannot be told");
    }
}
