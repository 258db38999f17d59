package io.assay.chain.key;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A hotkey file as Bittensor's wallet writes it. Nothing of its content but the address gets into a message. */
final class HotkeyFile {
    private static final int MAX_BYTES = 16 << 10;
    private static final Pattern SEED = Pattern.compile("(0x)?[0-9a-fA-F]{64}");
    private static final List<String> ENCRYPTED = List.of("$NACL", "$ANSIBLE_VAULT", "gAAAAA");

    private HotkeyFile() {}

    static Hotkey read(Path file) throws IOException {
        var text = new String(bytes(file), StandardCharsets.UTF_8);
        if (ENCRYPTED.stream().anyMatch(text::startsWith)) {
            throw refused(
                    file,
                    "is encrypted: write it without a password (btcli wallet regen-hotkey with"
                            + " --no-use-password) to a file that only the service can read");
        }
        var json = json(file, text);
        var seed = json.path("secretSeed").asString("");
        if (!SEED.matcher(seed).matches()) {
            throw refused(
                    file,
                    "has no secretSeed of 64 hexadecimal digits: regenerate the hotkey with"
                            + " btcli wallet regen-hotkey, which writes one");
        }
        return checked(file, Hotkey.fromSeed(HexFormat.of().parseHex(seed.substring(seed.length() - 64))), json);
    }

    private static Hotkey checked(Path file, Hotkey hotkey, JsonNode json) throws IOException {
        var expected = json.path("ss58Address").asString("");
        if (!expected.isEmpty() && !expected.equals(hotkey.address())) {
            throw refused(
                    file,
                    "names the address " + expected + ", but its seed is that of " + hotkey.address()
                            + ": restore the file from a backup or regenerate the hotkey");
        }
        return hotkey;
    }

    private static byte[] bytes(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            var bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw refused(file, "is larger than " + MAX_BYTES + " bytes: it is no hotkey file");
            }
            return bytes;
        }
    }

    private static JsonNode json(Path file, String text) throws IOException {
        try {
            return JsonMapper.shared().readTree(text);
        } catch (JacksonException e) {
            // The cause is left out because Jackson quotes the source, which is a secret.
            throw refused(file, "is not JSON: name the hotkey's file in the wallet's hotkeys folder");
        }
    }

    private static UnusableHotkeyFileException refused(Path file, String why) {
        return new UnusableHotkeyFileException("hotkey file " + file + " " + why);
    }
}
