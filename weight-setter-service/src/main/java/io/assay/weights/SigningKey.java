package io.assay.weights;

import io.assay.chain.key.Hotkey;
import io.assay.chain.key.UnusableHotkeyFileException;
import io.assay.service.settings.InvalidSettingException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** Loads the hotkey from the file that the settings name; what the file holds gets into no message. */
final class SigningKey {
    private static final int MAX_BYTES = 1024;
    private static final Pattern SEED = Pattern.compile("(0x)?[0-9a-fA-F]{64}");

    private SigningKey() {}

    static Hotkey load(WeightsProperties properties) {
        var wallet = properties.hotkeyFile();
        if (wallet != null) {
            return fromWallet(wallet);
        }
        var seed = properties.hotkeySeedFile();
        if (seed != null) {
            return fromSeed(seed);
        }
        throw new IllegalStateException("the settings were not validated");
    }

    private static Hotkey fromWallet(Path file) {
        try {
            return Hotkey.fromFile(file);
        } catch (UnusableHotkeyFileException e) {
            throw new InvalidSettingException(
                    "The setting assay.weights.hotkey-file names a file that cannot be used: " + e.getMessage() + ".",
                    "Name an unencrypted hotkey file that only this service can read.");
        } catch (IOException _) {
            throw unreadable("assay.weights.hotkey-file", file);
        }
    }

    private static Hotkey fromSeed(Path file) {
        try (var in = Files.newInputStream(file)) {
            var text = new String(in.readNBytes(MAX_BYTES), StandardCharsets.US_ASCII).strip();
            if (!SEED.matcher(text).matches()) {
                throw new InvalidSettingException(
                        "The setting assay.weights.hotkey-seed-file names " + file + ", which does not hold a seed.",
                        "Put 64 hexadecimal digits into it and nothing else.");
            }
            return Hotkey.fromSeed(HexFormat.of().parseHex(text.substring(text.length() - 64)));
        } catch (IOException _) {
            throw unreadable("assay.weights.hotkey-seed-file", file);
        }
    }

    private static InvalidSettingException unreadable(String setting, Path file) {
        return new InvalidSettingException(
                "The setting " + setting + " names " + file + ", which cannot be read.",
                "Name a file that exists and that this service may read.");
    }
}
