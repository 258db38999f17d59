package io.assay.chain.substrate;

import io.assay.chain.type.ScaleValue;
import java.util.List;
import java.util.Map;

/**
 * Stakes by uid. On mainnet what counts is the hotkey's stake weight, its own and inherited alpha with a share of its TAO on
 * root: {@code total_stake} of {@code SubnetInfoRuntimeApi.get_metagraph}, which the chain computes. A runtime that does not
 * describe that function has {@code TotalHotkeyAlpha}, the alpha staked to the hotkey on the subnet alone.
 */
final class Stakes {
    private static final String API = "SubnetInfoRuntimeApi";
    private static final String METHOD = "get_metagraph";

    private Stakes() {}

    /**
     * Stakes in rao.
     *
     * @param accounts by uid
     */
    static List<Long> of(SubnetSnapshot subnet, List<ScaleValue> accounts) {
        return subnet.storage().runtime().hasApi(API, METHOD) ? weights(subnet, accounts) : alpha(subnet, accounts);
    }

    private static List<Long> weights(SubnetSnapshot subnet, List<ScaleValue> accounts) {
        var answer = subnet.storage().call(API, METHOD, Map.of("netuid", subnet.id()));
        return subnet.decode("answer of get_metagraph", () -> {
            var metagraph = answer.asOption().orElseThrow(() -> new IllegalArgumentException("there is none"));
            var stakes = metagraph.field("total_stake").items().stream()
                    .map(ScaleValue::asLong)
                    .toList();
            if (!metagraph.field("hotkeys").items().equals(accounts) || stakes.size() != accounts.size()) {
                throw new IllegalArgumentException("its hotkeys are not those of SubtensorModule.Keys, "
                        + accounts.size() + " of them, with a stake for each");
            }
            return stakes;
        });
    }

    private static List<Long> alpha(SubnetSnapshot subnet, List<ScaleValue> accounts) {
        var items = accounts.stream()
                .map(account -> subnet.storage().item("SubtensorModule", "TotalHotkeyAlpha", account, subnet.id()))
                .toList();
        var values = subnet.read(items);
        return items.stream()
                .map(item -> subnet.decode(item.name(), () -> values.get(item).asLong()))
                .toList();
    }
}
