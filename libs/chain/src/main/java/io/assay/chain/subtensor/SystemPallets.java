package io.assay.chain.subtensor;

import static io.assay.chain.metadata.StorageHasher.BLAKE2_128_CONCAT;
import static io.assay.chain.runtime.FrameTypes.ACCOUNT_INFO;
import static io.assay.chain.runtime.FrameTypes.DISPATCH_ERROR;
import static io.assay.chain.runtime.FrameTypes.DISPATCH_EVENT_INFO;
import static io.assay.chain.runtime.FrameTypes.EVENT_RECORD;
import static io.assay.chain.runtime.FrameTypes.H256;
import static io.assay.chain.runtime.FrameTypes.RUNTIME_VERSION;
import static io.assay.chain.runtime.TypeDescription.U16;
import static io.assay.chain.runtime.TypeDescription.U32;
import static io.assay.chain.runtime.TypeDescription.U64;
import static io.assay.chain.runtime.TypeDescription.compact;
import static io.assay.chain.runtime.TypeDescription.vec;
import static io.assay.chain.subtensor.SubtensorTypes.NO_ACCOUNT;
import static io.assay.chain.subtensor.SubtensorTypes.list;
import static io.assay.chain.subtensor.SubtensorTypes.number;

import io.assay.chain.runtime.ConstantDescription;
import io.assay.chain.runtime.PalletDescription;
import io.assay.chain.runtime.StorageDescription;
import io.assay.chain.runtime.TypeDescription.Case;
import io.assay.chain.runtime.TypeDescription.Member;
import io.assay.chain.runtime.TypeDescription.Outer;
import io.assay.chain.type.ScaleValue;

/** Pallets that any chain has. */
final class SystemPallets {
    private SystemPallets() {}

    static PalletDescription system(ScaleValue version) {
        return PalletDescription.builder("System", 0, "frame_system")
                .storage(
                        StorageDescription.of(
                                "Account", ACCOUNT_INFO, Accounts.NONE, SubtensorTypes.account(BLAKE2_128_CONCAT)),
                        number("Number", U32),
                        StorageDescription.of("ParentHash", H256, NO_ACCOUNT),
                        list("Events", EVENT_RECORD),
                        number("EventCount", U32))
                .events(
                        Case.of(0, "ExtrinsicSuccess", Member.of("dispatch_info", DISPATCH_EVENT_INFO)),
                        Case.of(
                                1,
                                "ExtrinsicFailed",
                                Member.of("dispatch_error", DISPATCH_ERROR),
                                Member.of("dispatch_info", DISPATCH_EVENT_INFO)))
                .errors(Case.of(5, "CallFiltered").documented("The origin filter prevents the call."))
                .constants(
                        new ConstantDescription("BlockHashCount", U32, ScaleValue.of(SubtensorRuntime.BLOCK_HASHES)),
                        new ConstantDescription("Version", RUNTIME_VERSION, version),
                        new ConstantDescription("SS58Prefix", U16, ScaleValue.of(SubtensorRuntime.SS58_PREFIX)))
                .build();
    }

    static PalletDescription timestamp() {
        return PalletDescription.builder("Timestamp", 2, "pallet_timestamp")
                .storage(number("Now", U64).documented("The current time in ms."))
                .calls(Case.of(0, "set", Member.of("now", compact(U64))).documented("Set the current time."))
                .build();
    }

    /** Without calls: there are no coldkeys, and nothing costs anything. */
    static PalletDescription balances() {
        return PalletDescription.builder("Balances", 5, "pallet_balances")
                .storage(number("TotalIssuance", U64))
                .constants(new ConstantDescription("ExistentialDeposit", U64, ScaleValue.of(500)))
                .build();
    }

    /** Its slots are the time between two blocks. */
    static PalletDescription aura(long blockMillis) {
        return PalletDescription.builder("Aura", 3, "pallet_aura")
                .constants(new ConstantDescription("SlotDuration", U64, ScaleValue.of(blockMillis)))
                .build();
    }

    static PalletDescription utility() {
        var calls = Member.of("calls", vec(Outer.CALL));
        var error = Member.of("error", DISPATCH_ERROR);
        return PalletDescription.builder("Utility", 11, "pallet_utility")
                .calls(Case.of(0, "batch", calls), Case.of(2, "batch_all", calls), Case.of(4, "force_batch", calls))
                .events(
                        Case.of(0, "BatchInterrupted", Member.of("index", U32), error),
                        Case.of(1, "BatchCompleted"),
                        Case.of(2, "BatchCompletedWithErrors"),
                        Case.of(3, "ItemCompleted"),
                        Case.of(4, "ItemFailed", error))
                .errors(Case.of(0, "TooManyCalls"))
                .build();
    }
}
