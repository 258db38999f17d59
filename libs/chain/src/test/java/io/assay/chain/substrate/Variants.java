package io.assay.chain.substrate;

import static io.assay.chain.runtime.TypeDescription.U16;
import static io.assay.chain.runtime.TypeDescription.U64;
import static io.assay.chain.runtime.TypeDescription.compact;
import static io.assay.chain.runtime.TypeDescription.option;
import static io.assay.chain.runtime.TypeDescription.struct;
import static io.assay.chain.runtime.TypeDescription.vec;

import io.assay.chain.runtime.ApiDescription;
import io.assay.chain.runtime.FrameTypes;
import io.assay.chain.runtime.PalletDescription;
import io.assay.chain.runtime.RuntimeDescription;
import io.assay.chain.runtime.TypeDescription.Member;
import io.assay.chain.subtensor.SubtensorRuntime;
import java.time.Duration;
import java.util.List;

/** Subtensor's runtime, and others that differ from it by one thing. */
final class Variants {
    private Variants() {}

    static RuntimeDescription subtensor() {
        return SubtensorRuntime.with(Duration.ofSeconds(12));
    }

    /** With the function that tells what stakes count, as on mainnet. */
    static RuntimeDescription withMetagraph() {
        var metagraph = struct(
                "pallet_subtensor::rpc_info::metagraph::Metagraph",
                Member.of("netuid", compact(U16)),
                Member.of("hotkeys", vec(FrameTypes.ACCOUNT_ID)),
                Member.of("total_stake", vec(compact(U64))));
        var api = ApiDescription.of(
                "SubnetInfoRuntimeApi",
                ApiDescription.Method.of("get_metagraph", option(metagraph), Member.of("netuid", U16)));
        var plain = subtensor();
        return new RuntimeDescription(plain.crate(), plain.pallets(), plain.extensions(), List.of(api));
    }

    /** Without the storage item or call of a name. */
    static RuntimeDescription without(String item) {
        var plain = subtensor();
        var pallets =
                plain.pallets().stream().map(pallet -> without(pallet, item)).toList();
        return new RuntimeDescription(plain.crate(), pallets, plain.extensions(), plain.apis());
    }

    private static PalletDescription without(PalletDescription pallet, String item) {
        var storage = pallet.storage().stream()
                .filter(each -> !each.name().equals(item))
                .toList();
        var calls = pallet.calls().stream()
                .filter(each -> !each.name().equals(item))
                .toList();
        return new PalletDescription(
                pallet.name(),
                pallet.index(),
                pallet.crate(),
                storage,
                calls,
                pallet.events(),
                pallet.errors(),
                pallet.constants());
    }
}
