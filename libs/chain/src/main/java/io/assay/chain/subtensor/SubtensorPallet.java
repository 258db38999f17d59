package io.assay.chain.subtensor;

import static io.assay.chain.metadata.StorageHasher.BLAKE2_128_CONCAT;
import static io.assay.chain.metadata.StorageHasher.IDENTITY;
import static io.assay.chain.metadata.StorageHasher.TWOX_64_CONCAT;
import static io.assay.chain.runtime.FrameTypes.ACCOUNT_ID;
import static io.assay.chain.runtime.FrameTypes.DISPATCH_ERROR;
import static io.assay.chain.runtime.FrameTypes.H256;
import static io.assay.chain.runtime.TypeDescription.BOOL;
import static io.assay.chain.runtime.TypeDescription.BYTES;
import static io.assay.chain.runtime.TypeDescription.U16;
import static io.assay.chain.runtime.TypeDescription.U64;
import static io.assay.chain.runtime.TypeDescription.compact;
import static io.assay.chain.runtime.TypeDescription.tuple;
import static io.assay.chain.runtime.TypeDescription.vec;
import static io.assay.chain.subtensor.SubtensorTypes.NET_UID;
import static io.assay.chain.subtensor.SubtensorTypes.NET_UID_INDEX;
import static io.assay.chain.subtensor.SubtensorTypes.NO_ACCOUNT;
import static io.assay.chain.subtensor.SubtensorTypes.SUBNET;
import static io.assay.chain.subtensor.SubtensorTypes.UID;
import static io.assay.chain.subtensor.SubtensorTypes.account;
import static io.assay.chain.subtensor.SubtensorTypes.list;
import static io.assay.chain.subtensor.SubtensorTypes.number;

import io.assay.chain.runtime.PalletDescription;
import io.assay.chain.runtime.StorageDescription;
import io.assay.chain.runtime.StorageDescription.HashedKey;
import io.assay.chain.runtime.TypeDescription.Case;
import io.assay.chain.runtime.TypeDescription.Member;
import io.assay.chain.type.ScaleValue;
import java.util.List;
import java.util.stream.IntStream;

/** {@code SubtensorModule}: names, types and hashers are subtensor's, indices those of spec 393 where it has them. */
final class SubtensorPallet {
    private static final HashedKey INDEX = new HashedKey(IDENTITY, NET_UID_INDEX);
    private static final HashedKey HASHED_INDEX = new HashedKey(TWOX_64_CONCAT, NET_UID_INDEX);
    private static final ScaleValue NO = ScaleValue.of(false);
    private static final List<String> ERRORS = List.of(
            "SubnetNotExists",
            "HotKeyNotRegisteredInSubNet",
            "NotEnoughStakeToSetWeights",
            "NeuronNoValidatorPermit",
            "WeightVecNotEqualSize",
            "DuplicateUids",
            "UidVecContainInvalidOne",
            "WeightVecLengthIsLow",
            "HotKeyAlreadyRegisteredInSubNet",
            "MaxWeightExceeded",
            "SettingWeightsTooFast",
            "IncorrectWeightVersionKey",
            "UidsLengthExceedUidsInSubNet",
            "RegistrationNotPermittedOnRootSubnet",
            "CanNotSetRootNetworkWeights",
            "NoNeuronIdAvailable",
            "NoWeightsCommitFound",
            "InvalidRevealCommitHashNotMatch",
            "CommitRevealEnabled",
            "CommitRevealDisabled",
            "MechanismDoesNotExist",
            "TooManyUnrevealedCommits",
            "ExpiredWeightCommit",
            "RevealTooEarly",
            "InputLengthsUnequal",
            "CommittingWeightsTooFast",
            "IncorrectCommitRevealVersion",
            "InvalidRevealRound");

    private SubtensorPallet() {}

    static PalletDescription description() {
        return PalletDescription.builder("SubtensorModule", 7, "pallet_subtensor")
                .storage(subnets())
                .storage(neurons())
                .storage(commits())
                .calls(weightCalls())
                .calls(commitCalls())
                .calls(Case.of(7, "burned_register", netuid(), Member.of("hotkey", ACCOUNT_ID)))
                .events(events())
                .errors(IntStream.range(0, ERRORS.size())
                        .mapToObj(i -> Case.of(i, ERRORS.get(i)))
                        .toArray(Case[]::new))
                .build();
    }

    private static StorageDescription[] subnets() {
        return new StorageDescription[] {
            StorageDescription.of("NetworksAdded", BOOL, NO, SUBNET),
            number("TotalNetworks", U16),
            number("SubnetworkN", U16, SUBNET),
            number("MaxAllowedUids", U16, SUBNET),
            number("MaxAllowedValidators", U16, SUBNET),
            number("MinNonImmuneUids", U16, SUBNET),
            number("ImmunityPeriod", U16, SUBNET),
            number("ActivityCutoff", U16, SUBNET),
            number("Tempo", U16, SUBNET),
            number("LastEpochBlock", U64, SUBNET),
            number("PendingEpochAt", U64, SUBNET),
            number("SubnetEpochIndex", U64, SUBNET),
            number("WeightsSetRateLimit", U64, SUBNET),
            number("WeightsVersionKey", U64, SUBNET),
            number("MinAllowedWeights", U16, SUBNET),
            number("MaxWeightsLimit", U16, SUBNET),
            number("StakeThreshold", U64),
            StorageDescription.of("CommitRevealWeightsEnabled", BOOL, NO, SUBNET),
            StorageDescription.of("RevealPeriodEpochs", U64, ScaleValue.of(1), new HashedKey(TWOX_64_CONCAT, NET_UID)),
            number("CommitRevealWeightsVersion", U16)
        };
    }

    private static StorageDescription[] neurons() {
        return new StorageDescription[] {
            StorageDescription.optional("Uids", U16, SUBNET, account(BLAKE2_128_CONCAT)),
            StorageDescription.of("Keys", ACCOUNT_ID, NO_ACCOUNT, SUBNET, UID),
            number("BlockAtRegistration", U64, SUBNET, UID),
            StorageDescription.of("IsNetworkMember", BOOL, NO, account(BLAKE2_128_CONCAT), SUBNET),
            number("TotalHotkeyAlpha", U64, account(BLAKE2_128_CONCAT), SUBNET),
            list("LastUpdate", U64, INDEX),
            list("Active", BOOL, SUBNET),
            list("ValidatorPermit", BOOL, SUBNET),
            list("Consensus", U16, SUBNET),
            list("Incentive", U16, INDEX),
            list("Dividends", U16, SUBNET),
            list("Emission", U64, SUBNET),
            list("Weights", tuple(U16, U16), INDEX, UID),
            list("Bonds", tuple(U16, U16), INDEX, UID)
        };
    }

    private static StorageDescription[] commits() {
        return new StorageDescription[] {
            StorageDescription.optional(
                    "WeightCommits", vec(tuple(H256, U64, U64, U64)), HASHED_INDEX, account(TWOX_64_CONCAT)),
            list(
                    "TimelockedWeightCommits",
                    tuple(ACCOUNT_ID, U64, BYTES, U64),
                    HASHED_INDEX,
                    new HashedKey(TWOX_64_CONCAT, U64))
        };
    }

    private static Case[] weightCalls() {
        return new Case[] {
            Case.of(
                    0,
                    "set_weights",
                    netuid(),
                    Member.of("dests", vec(U16)),
                    Member.of("weights", vec(U16)),
                    Member.of("version_key", U64)),
            Case.of(
                    80,
                    "batch_set_weights",
                    Member.of("netuids", vec(compact(NET_UID))),
                    Member.of("weights", vec(vec(tuple(compact(U16), compact(U16))))),
                    Member.of("version_keys", vec(compact(U64))))
        };
    }

    private static Case[] commitCalls() {
        return new Case[] {
            Case.of(96, "commit_weights", netuid(), Member.of("commit_hash", H256)),
            Case.of(
                    97,
                    "reveal_weights",
                    netuid(),
                    Member.of("uids", vec(U16)),
                    Member.of("values", vec(U16)),
                    Member.of("salt", vec(U16)),
                    Member.of("version_key", U64)),
            Case.of(
                    113,
                    "commit_timelocked_weights",
                    netuid(),
                    Member.of("commit", BYTES),
                    Member.of("reveal_round", U64),
                    Member.of("commit_reveal_version", U16))
        };
    }

    private static Case[] events() {
        var who = Member.unnamed(ACCOUNT_ID);
        var subnet = Member.unnamed(NET_UID);
        var index = Member.unnamed(NET_UID_INDEX);
        var hash = Member.unnamed(H256);
        return new Case[] {
            Case.of(5, "WeightsSet", index, Member.unnamed(U16)),
            Case.of(6, "NeuronRegistered", subnet, Member.unnamed(U16), who),
            Case.of(83, "WeightsCommitted", who, index, hash),
            Case.of(84, "WeightsRevealed", who, index, hash),
            Case.of(86, "BatchWeightsCompleted", Member.unnamed(vec(compact(NET_UID))), who),
            Case.of(87, "BatchCompletedWithErrors"),
            Case.of(88, "BatchWeightItemFailed", subnet, Member.unnamed(DISPATCH_ERROR)),
            Case.of(105, "TimelockedWeightsCommitted", who, index, hash, Member.unnamed(U64)),
            Case.of(106, "TimelockedWeightsRevealed", index, who),
            Case.of(
                    108,
                    "IncentiveAlphaEmittedToMiners",
                    Member.of("netuid", NET_UID_INDEX),
                    Member.of("emissions", vec(U64)))
        };
    }

    private static Member netuid() {
        return Member.of("netuid", NET_UID);
    }
}
