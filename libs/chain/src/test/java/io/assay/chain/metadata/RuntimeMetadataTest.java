package io.assay.chain.metadata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.chain.metadata.EventRecord.Phase;
import io.assay.chain.runtime.SmallRuntime;
import io.assay.chain.scale.MalformedScaleException;
import io.assay.chain.type.ScaleValue;
import io.assay.chain.type.UnexpectedValueException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuntimeMetadataTest {
    private final RuntimeMetadata metadata = SmallRuntime.DESCRIPTION.metadata(15);

    @Test
    void knowsItsSpecVersion() {
        assertThat(metadata.specVersion()).hasValue(425);
        assertThat(metadata).hasToString("runtime node-subtensor 425");
    }

    @Test
    void saysWhatIsNotThereAndInWhichRuntime() {
        assertMissing(() -> metadata.pallet("Drand"), "runtime node-subtensor 425 has no pallet Drand");
        assertMissing(() -> metadata.pallet(9), "runtime node-subtensor 425 has no pallet with index 9");
        assertMissing(
                () -> metadata.call("SubtensorModule", "set_mechanism_weights"),
                "runtime node-subtensor 425 has no call SubtensorModule.set_mechanism_weights");
        assertMissing(
                () -> metadata.storage("SubtensorModule", "Keys"),
                "runtime node-subtensor 425 has no storage SubtensorModule.Keys");
        assertMissing(
                () -> metadata.storage("Utility", "Any"), "runtime node-subtensor 425 has no storage Utility.Any");
        assertMissing(
                () -> metadata.constant("System", "BlockLength"),
                "runtime node-subtensor 425 has no constant System.BlockLength");
        assertMissing(
                () -> metadata.error(7, 99),
                "runtime node-subtensor 425 has no error with index 99 of pallet SubtensorModule");
        assertMissing(
                () -> metadata.error(5, 0), "runtime node-subtensor 425 has no error with index 0 of pallet Balances");
        assertMissing(() -> metadata.api("Core", "version"), "runtime node-subtensor 425 has no runtime API Core");
        assertMissing(
                () -> metadata.api("SubnetInfoRuntimeApi", "get_metagraph"),
                "runtime node-subtensor 425 has no method get_metagraph of runtime API SubnetInfoRuntimeApi");
    }

    @Test
    void version14SaysThatItDescribesNoRuntimeApis() {
        assertMissing(
                () -> SmallRuntime.DESCRIPTION.metadata(14).api("SubnetInfoRuntimeApi", "get_subnet_info"),
                "metadata V14 do not describe runtime APIs, so SubnetInfoRuntimeApi.get_subnet_info cannot be looked up"
                        + " in runtime node-subtensor 425: read metadata of version 15 or 16");
    }

    /** As @polkadot/types 16.5.6 encodes it with the same metadata. */
    @Test
    void encodesACallByNames() {
        var bytes = metadata.encodeCall(setWeights());

        assertThat(HexFormat.of().formatHex(bytes)).isEqualTo("07000300080000010008ffff11000500000000000000");
        assertThat(metadata.decodeCall(bytes)).isEqualTo(setWeights());
    }

    @Test
    void encodesCallsWithinCalls() {
        var inner = CallValue.of(
                "Utility",
                "batch",
                Map.of("calls", ScaleValue.sequence(setWeights().toValue())));
        var outer = CallValue.of(
                "Utility",
                "batch",
                Map.of(
                        "calls",
                        ScaleValue.sequence(inner.toValue(), setWeights().toValue())));

        var bytes = metadata.encodeCall(outer);

        var set = "07000300080000010008ffff11000500000000000000";
        assertThat(HexFormat.of().formatHex(bytes)).isEqualTo("0b0008" + "0b0004" + set + set);
        assertThat(metadata.decodeCall(bytes)).isEqualTo(outer);
        assertThat(metadata.decodeCall(bytes).arguments().field("calls").items())
                .extracting(CallValue::of)
                .containsExactly(inner, setWeights());
    }

    @Test
    void argumentsAreAllNamedAndFit() {
        var call = metadata.call("SubtensorModule", "commit_weights");

        assertThat(call.palletIndex()).isEqualTo(7);
        assertThat(call.callIndex()).isEqualTo(96);
        assertUnfit(
                () -> call.encode(Map.of("netuid", ScaleValue.of(3))),
                "SubtensorModule.commit_weights has the fields [netuid], expected [netuid, commit_hash]");
        assertUnfit(
                () -> call.encode(Map.of("netuid", ScaleValue.of(70000), "commit_hash", ScaleValue.of(new byte[32]))),
                "SubtensorModule.commit_weights.netuid is out of range: 70000 does not fit u16");
        assertUnfit(
                () -> call.encode(Map.of("netuid", ScaleValue.of(3), "commit_hash", ScaleValue.of(new byte[31]))),
                "SubtensorModule.commit_weights.commit_hash has 31 elements, expected 32 of H256");
    }

    @Test
    void bytesThatAreNoCallAreRefused() {
        assertMissing(
                () -> metadata.decodeCall(new byte[] {99, 0}),
                "runtime node-subtensor 425 has no pallet with index 99");
        assertMissing(
                () -> metadata.decodeCall(new byte[] {7, 1}),
                "runtime node-subtensor 425 has no call with index 1 of pallet SubtensorModule");
        assertThatThrownBy(() -> metadata.decodeCall(new byte[] {2, 0, 0, 0}))
                .isInstanceOf(MalformedScaleException.class)
                .hasMessage("at offset 3: expected the end, found 1 more bytes");
    }

    @Test
    void encodesEventsAsOtherClientsReadThem() {
        var weight = Map.of("ref_time", ScaleValue.of(123456789012L), "proof_size", ScaleValue.of(0));
        var dispatch = ScaleValue.composite(Map.of(
                "weight",
                ScaleValue.composite(weight),
                "class",
                ScaleValue.variant("Normal"),
                "pays_fee",
                ScaleValue.variant("No")));
        var events = List.of(
                new EventRecord(
                        new Phase.ApplyExtrinsic(1),
                        "SubtensorModule",
                        "WeightsSet",
                        ScaleValue.composite(Map.of("0", ScaleValue.of(3), "1", ScaleValue.of(9))),
                        List.of()),
                new EventRecord(
                        new Phase.Finalization(),
                        "System",
                        "ExtrinsicFailed",
                        ScaleValue.composite(Map.of("dispatch_error", moduleError(24), "dispatch_info", dispatch)),
                        List.of(ScaleValue.of(new byte[32]))),
                new EventRecord(
                        new Phase.Initialization(),
                        "System",
                        "ExtrinsicSuccess",
                        ScaleValue.composite(Map.of("dispatch_info", dispatch)),
                        List.of()));

        var bytes = metadata.events().encode(events);

        var info = "07141a99be1c" + "00" + "00" + "01";
        assertThat(HexFormat.of().formatHex(bytes))
                .isEqualTo("0c" + "0001000000" + "0705" + "0300" + "0900" + "00" + "01" + "0001" + "030718000000" + info
                        + "04" + "00".repeat(32) + "02" + "0000" + info + "00");
        assertThat(metadata.events().decode(bytes)).isEqualTo(events);
        assertThat(HexFormat.of().formatHex(metadata.events().key()))
                .isEqualTo("26aa394eea5630e07c48ae0c9558cef780d41e5e16056765bc8461851072c9d7");
    }

    @ParameterizedTest
    @CsvSource({
        "030718000000, SubtensorModule.SettingWeightsTooFast",
        "030702000000, SubtensorModule.NotRegistered",
        "030005000000, System.CallFiltered",
        "02, BadOrigin",
        "0700, Token.FundsUnavailable",
        "0801, Arithmetic.Overflow",
        "0900, Transactional.LimitReached",
        "0d, RootNotAllowed"
    })
    void namesDispatchErrors(String hex, String name) {
        var type = metadata.types().find("sp_runtime", "DispatchError").orElseThrow();

        assertThat(metadata.dispatchErrorName(
                        metadata.codec().decode(type, HexFormat.of().parseHex(hex))))
                .isEqualTo(name);
    }

    @Test
    void namesModuleErrorsOfOlderRuntimes() {
        var flat = ScaleValue.variant("Module", Map.of("index", ScaleValue.of(7), "error", ScaleValue.of(24)));

        assertThat(metadata.dispatchErrorName(flat)).isEqualTo("SubtensorModule.SettingWeightsTooFast");
        assertThat(metadata.error(7, 24).docs()).containsExactly("Too soon after the last ones.");
    }

    @Test
    void anErrorThatTheRuntimeDoesNotHaveIsSaid() {
        assertMissing(
                () -> metadata.dispatchErrorName(moduleError(200)),
                "runtime node-subtensor 425 has no error with index 200 of pallet SubtensorModule");
        assertUnfit(() -> metadata.dispatchErrorName(ScaleValue.of(1)), "expected Variant, found Int");
    }

    @Test
    void callsRuntimeApis() {
        var api = metadata.api("SubnetInfoRuntimeApi", "get_subnet_info");
        var answer = ScaleValue.some(
                ScaleValue.composite(Map.of("netuid", ScaleValue.of(3), "owner", ScaleValue.of(new byte[32]))));

        assertThat(api.name()).isEqualTo("SubnetInfoRuntimeApi_get_subnet_info");
        assertThat(api.encodeInputs(Map.of("netuid", ScaleValue.of(3)))).containsExactly(3, 0);
        assertThat(HexFormat.of().formatHex(api.encodeOutput(answer))).isEqualTo("010c" + "00".repeat(32));
        assertThat(api.decodeOutput(api.encodeOutput(answer))).isEqualTo(answer);
    }

    private static CallValue setWeights() {
        return CallValue.of(
                "SubtensorModule",
                "set_weights",
                Map.of(
                        "netuid", ScaleValue.of(3),
                        "dests", ScaleValue.numbers(0, 1),
                        "weights", ScaleValue.numbers(65535, 17),
                        "version_key", ScaleValue.of(5)));
    }

    private static ScaleValue moduleError(int index) {
        return ScaleValue.variant(
                "Module", ScaleValue.composite(Map.of("index", ScaleValue.of(7), "error", ScaleValue.of(new byte[] {
                    (byte) index, 0, 0, 0
                }))));
    }

    private static void assertMissing(ThrowingCallable look, String message) {
        assertThatThrownBy(look).isInstanceOf(NotInRuntimeException.class).hasMessage(message);
    }

    private static void assertUnfit(ThrowingCallable encode, String message) {
        assertThatThrownBy(encode).isInstanceOf(UnexpectedValueException.class).hasMessage(message);
    }
}
