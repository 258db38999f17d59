package io.assay.chain.runtime;

import static io.assay.chain.runtime.TypeDescription.BYTES;
import static io.assay.chain.runtime.TypeDescription.TEXT;
import static io.assay.chain.runtime.TypeDescription.U128;
import static io.assay.chain.runtime.TypeDescription.U32;
import static io.assay.chain.runtime.TypeDescription.U64;
import static io.assay.chain.runtime.TypeDescription.U8;
import static io.assay.chain.runtime.TypeDescription.UNIT;
import static io.assay.chain.runtime.TypeDescription.array;
import static io.assay.chain.runtime.TypeDescription.compact;
import static io.assay.chain.runtime.TypeDescription.enumeration;
import static io.assay.chain.runtime.TypeDescription.names;
import static io.assay.chain.runtime.TypeDescription.struct;
import static io.assay.chain.runtime.TypeDescription.tuple;
import static io.assay.chain.runtime.TypeDescription.vec;
import static io.assay.chain.runtime.TypeDescription.wrapper;

import io.assay.chain.runtime.TypeDescription.Case;
import io.assay.chain.runtime.TypeDescription.Enumeration;
import io.assay.chain.runtime.TypeDescription.Member;
import io.assay.chain.runtime.TypeDescription.Outer;
import io.assay.chain.runtime.TypeDescription.Struct;
import java.util.List;
import java.util.stream.IntStream;

/** Types that every runtime built with FRAME has, with the paths by which clients know them. */
public final class FrameTypes {
    /** A hash. */
    public static final Struct H256 = wrapper("primitive_types::H256", array(32, U8));

    /** A public key. */
    public static final Struct ACCOUNT_ID = wrapper("sp_core::crypto::AccountId32", array(32, U8));

    /** Who signs; {@code Id} with an account is what clients use. */
    public static final Enumeration MULTI_ADDRESS = enumeration(
                    "sp_runtime::multiaddress::MultiAddress",
                    Case.of(0, "Id", Member.unnamed(ACCOUNT_ID)),
                    Case.of(1, "Index", Member.unnamed(compact(UNIT))),
                    Case.of(2, "Raw", Member.unnamed(BYTES)),
                    Case.of(3, "Address32", Member.unnamed(array(32, U8))),
                    Case.of(4, "Address20", Member.unnamed(array(20, U8))))
            .with("AccountId", ACCOUNT_ID)
            .with("AccountIndex", UNIT);

    /** A signature with its kind. */
    public static final Enumeration MULTI_SIGNATURE = enumeration(
            "sp_runtime::MultiSignature",
            Case.of(0, "Ed25519", Member.unnamed(array(64, U8))),
            Case.of(1, "Sr25519", Member.unnamed(array(64, U8))),
            Case.of(2, "Ecdsa", Member.unnamed(array(65, U8))));

    /** For how long an extrinsic is valid: one byte of 0, or two bytes. */
    public static final Enumeration ERA = new Enumeration(
            List.of("sp_runtime", "generic", "era", "Era"),
            List.of(),
            IntStream.range(0, 256).mapToObj(FrameTypes::era).toList());

    /** Computation time in picoseconds and bytes of proof. */
    public static final Struct WEIGHT = struct(
            "sp_weights::weight_v2::Weight",
            Member.of("ref_time", compact(U64)),
            Member.of("proof_size", compact(U64)));

    /** What a dispatch was like. */
    public static final Struct DISPATCH_EVENT_INFO = struct(
            "frame_system::DispatchEventInfo",
            Member.of("weight", WEIGHT),
            Member.of("class", names("frame_support::dispatch::DispatchClass", "Normal", "Operational", "Mandatory")),
            Member.of("pays_fee", names("frame_support::dispatch::Pays", "Yes", "No")));

    /** Which error of which pallet: its index in the first of four bytes. */
    public static final Struct MODULE_ERROR =
            struct("sp_runtime::ModuleError", Member.of("index", U8), Member.of("error", array(4, U8)));

    /** Why a dispatch failed. */
    public static final Enumeration DISPATCH_ERROR = enumeration(
            "sp_runtime::DispatchError",
            Case.of(0, "Other"),
            Case.of(1, "CannotLookup"),
            Case.of(2, "BadOrigin"),
            Case.of(3, "Module", Member.unnamed(MODULE_ERROR)),
            Case.of(4, "ConsumerRemaining"),
            Case.of(5, "NoProviders"),
            Case.of(6, "TooManyConsumers"),
            Case.of(7, "Token", Member.unnamed(tokenError())),
            Case.of(8, "Arithmetic", Member.unnamed(arithmeticError())),
            Case.of(9, "Transactional", Member.unnamed(transactionalError())),
            Case.of(10, "Exhausted"),
            Case.of(11, "Corruption"),
            Case.of(12, "Unavailable"),
            Case.of(13, "RootNotAllowed"));

    /** When in a block an event happened. */
    public static final Enumeration PHASE = enumeration(
            "frame_system::Phase",
            Case.of(0, "ApplyExtrinsic", Member.unnamed(U32)),
            Case.of(1, "Finalization"),
            Case.of(2, "Initialization"));

    /** An event of any pallet. */
    public static final Struct EVENT_RECORD = struct(
                    "frame_system::EventRecord",
                    Member.of("phase", PHASE),
                    Member.of("event", Outer.EVENT),
                    Member.of("topics", vec(H256)))
            .with("E", Outer.EVENT)
            .with("T", H256);

    /** Balances of an account, in the chain's smallest unit. */
    public static final Struct ACCOUNT_DATA = struct(
                    "pallet_balances::types::AccountData",
                    Member.of("free", U64),
                    Member.of("reserved", U64),
                    Member.of("frozen", U64),
                    Member.of("flags", wrapper("pallet_balances::types::ExtraFlags", U128)))
            .with("Balance", U64);

    /** What the chain keeps of an account. */
    public static final Struct ACCOUNT_INFO = struct(
                    "frame_system::AccountInfo",
                    Member.of("nonce", U32),
                    Member.of("consumers", U32),
                    Member.of("providers", U32),
                    Member.of("sufficients", U32),
                    Member.of("data", ACCOUNT_DATA))
            .with("Nonce", U32)
            .with("AccountData", ACCOUNT_DATA);

    /** Which runtime it is. */
    public static final Struct RUNTIME_VERSION = struct(
            "sp_version::RuntimeVersion",
            Member.of("spec_name", TEXT),
            Member.of("impl_name", TEXT),
            Member.of("authoring_version", U32),
            Member.of("spec_version", U32),
            Member.of("impl_version", U32),
            Member.of("apis", vec(tuple(array(8, U8), U32))),
            Member.of("transaction_version", U32),
            Member.of("system_version", U8));

    private FrameTypes() {}

    private static Case era(int index) {
        return index == 0 ? Case.of(0, "Immortal") : Case.of(index, "Mortal" + index, Member.unnamed(U8));
    }

    private static TypeDescription tokenError() {
        return names(
                "sp_runtime::TokenError",
                "FundsUnavailable",
                "OnlyProvider",
                "BelowMinimum",
                "CannotCreate",
                "UnknownAsset",
                "Frozen",
                "Unsupported",
                "CannotCreateHold",
                "NotExpendable",
                "Blocked");
    }

    private static TypeDescription arithmeticError() {
        return names("sp_arithmetic::ArithmeticError", "Underflow", "Overflow", "DivisionByZero");
    }

    private static TypeDescription transactionalError() {
        return names("sp_runtime::TransactionalError", "LimitReached", "NoLayer");
    }
}
