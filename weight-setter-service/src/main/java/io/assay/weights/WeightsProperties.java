package io.assay.weights;

import static io.assay.protocol.event.WeightsCall.BatchSetWeights.MOST_ITEMS;

import io.assay.service.settings.InvalidSettingException;
import io.assay.service.settings.Setting;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the weight setter. The key itself is never a setting, only the file that holds it.
 *
 * @param hotkeyFile an unencrypted hotkey file of Bittensor's wallet
 * @param hotkeySeedFile instead of it: a file with the 32 bytes of the hotkey's seed in hexadecimal digits
 * @param versionKey sent with weights, 0 to 2^53 - 1; absent for the one that the subnet demands
 * @param netuids subnets whose verdicts' weights are set, 1 to 16 different ones; absent for that of the parameters alone
 * @param pollInterval between two looks at the chain, 10 ms to 5 min
 * @param recordLimit how long a fact may take to Kafka and back, 1 s to 5 min
 */
@ConfigurationProperties("assay.weights")
public record WeightsProperties(
        @Nullable Path hotkeyFile,
        @Nullable Path hotkeySeedFile,
        @Nullable Long versionKey,
        @Nullable List<Integer> netuids,
        @DefaultValue("2s") Duration pollInterval,
        @DefaultValue("30s") Duration recordLimit) {
    private static final long MAX_VERSION_KEY = (1L << 53) - 1;

    public WeightsProperties {
        if ((hotkeyFile == null) == (hotkeySeedFile == null)) {
            throw new InvalidSettingException(
                    hotkeyFile == null
                            ? "Neither assay.weights.hotkey-file nor assay.weights.hotkey-seed-file is set:"
                                    + " weights cannot be signed."
                            : "Both assay.weights.hotkey-file and assay.weights.hotkey-seed-file are set.",
                    "Set one of them, for example"
                            + " --assay.weights.hotkey-file=~/.bittensor/wallets/validator/hotkeys/default");
        }
        if (versionKey != null && (versionKey < 0 || versionKey > MAX_VERSION_KEY)) {
            throw new InvalidSettingException(
                    "The setting assay.weights.version-key is " + versionKey + ", allowed: 0 to " + MAX_VERSION_KEY
                            + ".",
                    "Leave it out to send the version key that the subnet demands.");
        }
        netuids = netuids == null ? null : valid(netuids);
        Setting.within("assay.weights.poll-interval", pollInterval, Duration.ofMillis(10), Duration.ofMinutes(5));
        Setting.within("assay.weights.record-limit", recordLimit, Duration.ofSeconds(1), Duration.ofMinutes(5));
    }

    private static List<Integer> valid(List<Integer> netuids) {
        var count = netuids.stream()
                .filter(netuid -> netuid != null && netuid >= 0 && netuid <= 0xFFFF)
                .distinct()
                .count();
        if (netuids.isEmpty() || count < netuids.size() || count > MOST_ITEMS) {
            throw new InvalidSettingException(
                    "The setting assay.weights.netuids is " + netuids + ", allowed: 1 to " + MOST_ITEMS
                            + " different netuids, each from 0 to 65535.",
                    "Leave it out to set the weights of the subnet of the parameters alone.");
        }
        return List.copyOf(netuids);
    }

    /** The subnets; without the setting one alone. */
    List<Integer> netuidsOr(int netuid) {
        return netuids == null ? List.of(netuid) : netuids;
    }
}
