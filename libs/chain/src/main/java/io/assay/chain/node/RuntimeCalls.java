package io.assay.chain.node;

import io.assay.chain.Hex;
import io.assay.chain.embedded.ExecutedBlock;
import io.assay.chain.metadata.RuntimeMetadata;
import io.assay.chain.rpc.server.RpcRefusal;
import io.assay.chain.scale.MalformedScaleException;
import io.assay.chain.type.ScaleValue;
import java.util.Objects;

/** {@code state_call}: the functions of the runtime APIs that the metadata describe. */
final class RuntimeCalls {
    private final NodeRuntime runtime;
    private final StateStorage storage;

    RuntimeCalls(NodeRuntime runtime, StateStorage storage) {
        this.runtime = runtime;
        this.storage = storage;
    }

    byte[] answer(String function, byte[] arguments, ExecutedBlock block) {
        try {
            return switch (function) {
                case "Core_version" -> runtime.encodedVersion();
                case "Metadata_metadata" -> runtime.metadataAnswer();
                case "Metadata_metadata_at_version" -> runtime.metadataAtVersion(arguments);
                case "Metadata_metadata_versions" -> runtime.metadataVersions();
                case "AccountNonceApi_account_nonce" -> nonce(runtime.metadata(), arguments, block);
                default -> throw RpcRefusal.invalidParams("the runtime has no function " + function);
            };
        } catch (MalformedScaleException e) {
            throw RpcRefusal.invalidParams("arguments of " + function + ": " + Objects.toString(e.getMessage()));
        }
    }

    private byte[] nonce(RuntimeMetadata metadata, byte[] account, ExecutedBlock block) {
        if (account.length != 32) {
            throw RpcRefusal.invalidParams("an account has " + account.length + " bytes, allowed: 32");
        }
        var accounts = metadata.storage("System", "Account");
        var stored = storage.value(block, Hex.of(accounts.key(ScaleValue.of(account))));
        var nonce = stored.map(accounts::decode)
                .or(accounts::fallback)
                .orElseThrow()
                .field("nonce");
        return metadata.api("AccountNonceApi", "account_nonce").encodeOutput(nonce);
    }
}
