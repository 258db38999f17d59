package io.assay.gradient;

import io.assay.protocol.Checks;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a gradient says of itself.
 *
 * @param window the window it was made in
 * @param uid the sender's
 * @param hotkey the sender's
 * @param globalStep steps the sender's model has taken
 * @param version of the sender's software, at most {@value #MAX_VERSION} characters
 * @param probe the sender's parameters at the positions of the sync probe, in their order, at least one; not copied.
 *     Values may be NaN or infinite: that counts as out of sync and is no fault of the file
 */
@SuppressWarnings("ArrayRecordComponent") // Read where floats are computed with; equality is by content.
public record GradientMetadata(
        long window, int uid, String hotkey, long globalStep, String version, float @Nullable [] probe) {
    /** Longest version. */
    public static final int MAX_VERSION = 64;

    // Not a compact constructor: of an array parameter javac would drop the @Nullable, and no caller could pass null.
    public GradientMetadata(
            long window, int uid, String hotkey, long globalStep, String version, float @Nullable [] probe) {
        this.window = Checks.notNegative("window", window);
        this.uid = Checks.u16("uid", uid);
        this.hotkey = Checks.hotkey("hotkey", hotkey);
        this.globalStep = Checks.notNegative("globalStep", globalStep);
        this.version = Checks.text("version", version, MAX_VERSION);
        this.probe = probe;
        if (probe != null) {
            Checks.positive("values of the probe", probe.length);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof GradientMetadata that
                && window == that.window
                && uid == that.uid
                && hotkey.equals(that.hotkey)
                && globalStep == that.globalStep
                && version.equals(that.version)
                && Arrays.equals(probe, that.probe);
    }

    @Override
    public int hashCode() {
        return Objects.hash(window, uid, hotkey, globalStep, version, Arrays.hashCode(probe));
    }

    @Override
    public String toString() {
        return "GradientMetadata[window=" + window + ", uid=" + uid + ", hotkey=" + hotkey + ", globalStep="
                + globalStep + ", version=" + version + ", probe=" + (probe == null ? 0 : probe.length) + " values]";
    }
}
