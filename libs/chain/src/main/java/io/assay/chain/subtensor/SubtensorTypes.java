package io.assay.chain.subtensor;

import static io.assay.chain.metadata.StorageHasher.IDENTITY;
import static io.assay.chain.runtime.TypeDescription.U16;
import static io.assay.chain.runtime.TypeDescription.wrapper;

import io.assay.chain.metadata.StorageHasher;
import io.assay.chain.runtime.FrameTypes;
import io.assay.chain.runtime.StorageDescription;
import io.assay.chain.runtime.StorageDescription.HashedKey;
import io.assay.chain.runtime.TypeDescription;
import io.assay.chain.type.ScaleValue;

/** What the pallets have in common. */
final class SubtensorTypes {
    static final TypeDescription NET_UID = wrapper("subtensor_runtime_common::NetUid", U16);
    static final TypeDescription NET_UID_INDEX = wrapper("subtensor_runtime_common::NetUidStorageIndex", U16);
    static final HashedKey SUBNET = new HashedKey(IDENTITY, NET_UID);
    static final HashedKey UID = new HashedKey(IDENTITY, U16);
    static final ScaleValue ZERO = ScaleValue.of(0);
    static final ScaleValue NONE = ScaleValue.sequence();
    static final ScaleValue NO_ACCOUNT = ScaleValue.of(new byte[32]);

    private SubtensorTypes() {}

    static HashedKey account(StorageHasher hasher) {
        return new HashedKey(hasher, FrameTypes.ACCOUNT_ID);
    }

    /** A number that is 0 where nothing is stored. */
    static StorageDescription number(String name, TypeDescription type, HashedKey... keys) {
        return StorageDescription.of(name, type, ZERO, keys);
    }

    /** A list that is empty where nothing is stored. */
    static StorageDescription list(String name, TypeDescription element, HashedKey... keys) {
        return StorageDescription.of(name, TypeDescription.vec(element), NONE, keys);
    }
}
