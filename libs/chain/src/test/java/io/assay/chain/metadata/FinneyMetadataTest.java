package io.assay.chain.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.chain.type.Field;
import io.assay.chain.type.ScaleValue;
import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** Four blobs of mainnet, of three specs and all three versions of metadata. */
class FinneyMetadataTest {
    static final List<String> BLOBS = Finney.BLOBS;

    @ParameterizedTest
    @FieldSource("BLOBS")
    void hasTheCallsThatSetWeights(String blob) throws IOException {
        var metadata = Finney.metadata(blob);

        assertThat(arguments(metadata, "set_weights")).containsExactly("netuid", "dests", "weights", "version_key");
        assertThat(arguments(metadata, "commit_timelocked_weights"))
                .containsExactly("netuid", "commit", "reveal_round", "commit_reveal_version");
        assertThat(arguments(metadata, "batch_set_weights")).containsExactly("netuids", "weights", "version_keys");
        assertThat(arguments(metadata, "commit_weights")).containsExactly("netuid", "commit_hash");
        assertThat(arguments(metadata, "reveal_weights"))
                .containsExactly("netuid", "uids", "values", "salt", "version_key");
    }

    @ParameterizedTest
    @FieldSource("BLOBS")
    void hasTheStorageThatAMetagraphIsReadFrom(String blob) throws IOException {
        var metadata = Finney.metadata(blob);

        assertThat(storage(metadata, "Weights")).isEqualTo("[IDENTITY, IDENTITY] [u16, u16] Vec<(u16, u16)> DEFAULT");
        assertThat(storage(metadata, "Keys")).isEqualTo("[IDENTITY, IDENTITY] [u16, u16] AccountId32 DEFAULT");
        assertThat(storage(metadata, "Uids"))
                .isEqualTo("[IDENTITY, BLAKE2_128_CONCAT] [u16, AccountId32] u16 OPTIONAL");
        assertThat(storage(metadata, "LastUpdate")).isEqualTo("[IDENTITY] [u16] Vec<u64> DEFAULT");
        assertThat(storage(metadata, "ValidatorPermit")).isEqualTo("[IDENTITY] [u16] Vec<bool> DEFAULT");
        assertThat(storage(metadata, "CommitRevealWeightsEnabled")).isEqualTo("[IDENTITY] [u16] bool DEFAULT");
        assertThat(metadata.storage("Commitments", "CommitmentOf").entry().hashers())
                .containsExactly(StorageHasher.IDENTITY, StorageHasher.TWOX_64_CONCAT);
        assertThat(metadata.storage("Timestamp", "Now").keyTypes()).isEmpty();
    }

    @ParameterizedTest
    @FieldSource("BLOBS")
    void namesTheErrorsOfWeights(String blob) throws IOException {
        var metadata = Finney.metadata(blob);
        var subtensor = metadata.pallet("SubtensorModule").index();
        var names = Stream.iterate(0, i -> i + 1)
                .limit(40)
                .map(error -> metadata.error(subtensor, error).qualifiedName())
                .toList();

        assertThat(names)
                .contains(
                        "SubtensorModule.SettingWeightsTooFast",
                        "SubtensorModule.NotEnoughStakeToSetWeights",
                        "SubtensorModule.NeuronNoValidatorPermit",
                        "SubtensorModule.DuplicateUids");
    }

    @ParameterizedTest
    @ValueSource(strings = {"finney-spec343-v14.scale", "finney-spec343-v15.scale"})
    void writesTheSameBytesAgain(String blob) throws IOException {
        var bytes = Finney.bytes(blob);

        assertThat(MetadataWriter.write(MetadataReader.read(bytes))).isEqualTo(bytes);
    }

    /** Some eight hundred values of nearly as many types in each blob, made by the runtime itself. */
    @ParameterizedTest
    @FieldSource("BLOBS")
    void readsItsOwnConstantsAndFallbacks(String blob) throws IOException {
        var metadata = Finney.metadata(blob);

        assertThat(metadata.pallets()).allSatisfy(pallet -> {
            assertThat(pallet.constants())
                    .allSatisfy(constant -> assertComesBack(metadata, constant.type(), constant.value()));
            assertThat(pallet.storage().map(PalletStorage::entries).orElse(List.of()))
                    .filteredOn(entry -> entry.presence() == StorageEntry.Presence.DEFAULT)
                    .allSatisfy(entry -> assertComesBack(metadata, entry.value(), entry.fallback()));
        });
    }

    /** Both were made under spec 467; these two calls have kept their form since spec 343. */
    @ParameterizedTest
    @FieldSource("BLOBS")
    void decodesCallsOfMainnetAndEncodesThemAgain(String blob) throws IOException {
        var metadata = Finney.metadata(blob);
        var facts = JsonMapper.shared().readTree(Finney.bytes("mainnet-facts.json"));
        var calls = facts.path("extrinsics")
                .valueStream()
                .map(extrinsic -> extrinsic.path("call_hex").asString())
                .toList();

        var decoded = calls.stream()
                .map(hex -> metadata.decodeCall(HexFormat.of().parseHex(hex)))
                .toList();

        assertThat(decoded.getFirst().name()).isEqualTo("transfer_keep_alive");
        assertThat(decoded.getFirst().arguments().field("value").asLong()).isEqualTo(38378323969L);
        assertThat(decoded.getLast().pallet()).isEqualTo("SubtensorModule");
        assertThat(decoded.getLast().name()).isEqualTo("commit_timelocked_mechanism_weights");
        assertThat(decoded.getLast().arguments().field("commit").asBytes())
                .asHexString()
                .isEqualToIgnoringCase(
                        facts.path("timelocked_commit").path("ciphertext").asString());
        assertThat(decoded.getLast().arguments().field("reveal_round").asLong())
                .isEqualTo(facts.path("timelocked_commit").path("round").asLong());
        assertThat(decoded.stream()
                        .map(call -> HexFormat.of().formatHex(metadata.encodeCall(call)))
                        .toList())
                .isEqualTo(calls);
    }

    @ParameterizedTest
    @FieldSource("BLOBS")
    void encodesABatchOfCalls(String blob) throws IOException {
        var metadata = Finney.metadata(blob);
        var set = CallValue.of(
                "SubtensorModule",
                "set_weights",
                Map.of(
                        "netuid", ScaleValue.of(3),
                        "dests", ScaleValue.numbers(0, 1),
                        "weights", ScaleValue.numbers(65535, 17),
                        "version_key", ScaleValue.of(5)));
        var batch =
                CallValue.of("Utility", "batch", Map.of("calls", ScaleValue.sequence(set.toValue(), set.toValue())));

        var bytes = metadata.encodeCall(batch);

        assertThat(bytes)
                .asHexString()
                .isEqualTo("0B0008" + ("0700" + "0300" + "0800000100" + "08FFFF1100" + "0500000000000000").repeat(2));
        var decoded = metadata.decodeCall(bytes);
        assertThat(decoded).isEqualTo(batch);
        assertThat(decoded.arguments().field("calls").items())
                .extracting(CallValue::of)
                .containsExactly(set, set);
    }

    @ParameterizedTest
    @FieldSource("BLOBS")
    void knowsTheSignedExtensionsInOrder(String blob) throws IOException {
        var metadata = Finney.metadata(blob);
        var extensions = metadata.extrinsic().signedExtensions();

        assertThat(metadata.extrinsic().versions()).contains(4);
        assertThat(extensions)
                .extracting(SignedExtension::identifier)
                .containsSubsequence(
                        "CheckNonZeroSender",
                        "CheckSpecVersion",
                        "CheckTxVersion",
                        "CheckGenesis",
                        "CheckMortality",
                        "CheckNonce",
                        "CheckWeight",
                        "ChargeTransactionPayment",
                        "SubtensorTransactionExtension",
                        "DrandPriority",
                        "CheckMetadataHash");
        assertThat(extensions.get(1).additional())
                .satisfies(type -> assertThat(metadata.types().describe(type)).isEqualTo("u32"));
        assertThat(metadata.types().describe(metadata.extrinsic().address())).isEqualTo("MultiAddress");
        assertThat(metadata.types().describe(metadata.extrinsic().signature())).isEqualTo("MultiSignature");
    }

    @ParameterizedTest
    @ValueSource(strings = {"finney-spec343-v15.scale", "finney-spec365-v16.scale", "finney-spec393-v16.scale"})
    void describesRuntimeApis(String blob) throws IOException {
        var metadata = Finney.metadata(blob);
        var metagraph = metadata.api("SubnetInfoRuntimeApi", "get_metagraph");

        assertThat(metagraph.name()).isEqualTo("SubnetInfoRuntimeApi_get_metagraph");
        assertThat(metagraph.encodeInputs(Map.of("netuid", ScaleValue.of(3)))).containsExactly(3, 0);
        assertThat(metagraph.decodeOutput(new byte[] {0}).asOption()).isEmpty();
        assertThat(metadata.types().describe(metagraph.method().output())).isEqualTo("Option<Metagraph>");
    }

    @Test
    void readsEventsByTheBlobsTypes() throws IOException {
        var metadata = Finney.metadata("finney-spec393-v16.scale");
        var failed = HexFormat.of()
                .parseHex("04" + "0001000000" + "0001" + "030718000000" + "0284d717" + "00" + "00" + "00" + "00");

        var events = metadata.events().decode(failed);

        assertThat(events).singleElement().satisfies(event -> {
            assertThat(event.phase()).isEqualTo(new EventRecord.Phase.ApplyExtrinsic(1));
            assertThat(event.pallet() + "." + event.name()).isEqualTo("System.ExtrinsicFailed");
            assertThat(metadata.dispatchErrorName(event.fields().field("dispatch_error")))
                    .isEqualTo(metadata.error(7, 24).qualifiedName());
        });
        assertThat(metadata.events().encode(events)).isEqualTo(failed);
    }

    @Test
    void splitsAStorageKeyOfMainnet() throws IOException {
        var metadata = Finney.metadata("finney-spec393-v16.scale");
        var uids = metadata.storage("SubtensorModule", "Uids");
        var account = ScaleValue.of(
                HexFormat.of().parseHex("50aa5d2960d8135bcdaf080a6a8a5a592600859029b492040b74dd3c5ecbd676"));

        var key = uids.key(ScaleValue.of(7), account);

        assertThat(uids.split(key)).containsExactly(ScaleValue.of(7), account);
        assertThat(key).startsWith(uids.prefix(ScaleValue.of(7)));
    }

    private static void assertComesBack(RuntimeMetadata metadata, int type, ScaleValue.Bytes bytes) {
        var value = metadata.codec().decode(type, bytes.value());
        assertThat(metadata.codec().encode(type, value)).isEqualTo(bytes.value());
    }

    private static List<String> arguments(RuntimeMetadata metadata, String call) {
        return metadata.call("SubtensorModule", call).arguments().stream()
                .map(Field::name)
                .toList();
    }

    /** Hashers, keys, value and presence, wrappers taken off. */
    private static String storage(RuntimeMetadata metadata, String name) {
        var storage = metadata.storage("SubtensorModule", name);
        var entry = storage.entry();
        var keys = storage.keyTypes().stream()
                .map(type -> describe(metadata, type))
                .toList();
        return entry.hashers() + " " + keys + " " + describe(metadata, entry.value()) + " " + entry.presence();
    }

    private static String describe(RuntimeMetadata metadata, int type) {
        var name = metadata.types().type(type).name();
        return name.equals("NetUid") || name.equals("NetUidStorageIndex")
                ? "u16"
                : metadata.types().describe(type);
    }
}
