package io.assay.chain.key;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A hotkey file as Bittensor's wallet writes it. Nothing of its content but the address gets into a message. */
final class HotkeyFile {
    private static final int MAX_BYTES = 16 << 10;
    private static final int SR25519 = 1;
    private static final Pattern HEX = Pattern.compile("(0x)?([0-9a-fA-F]{2})*");
    private static final List<String> ENCRYPTED = List.of("$NACL", "$ANSIBLE_VAULT", "gAAAAA");
    private static final String REGENERATE = ": regenerate the hotkey with btcli wallet regen-hotkey";

    private HotkeyFile() {}

    static Hotkey read(Path file) throws IOException {
        var bytes = bytes(file);
        var text = new String(bytes, StandardCharsets.UTF_8);
        Arrays.fill(bytes, (byte) 0);
        if (ENCRYPTED.stream().anyMatch(text::startsWith)) {
            throw refused(
                    file,
                    "is encrypted: write it without a password (btcli wallet regen-hotkey with"
                            + " --no-use-password) to a file that only the service can read");
        }
        var json = json(file, text);
        requireSr25519(file, json);
        return checked(file, new Hotkey(key(file, json)), json);
    }

    private static void requireSr25519(Path file, JsonNode json) throws IOException {
        var type = json.path("cryptoType");
        if (!type.isMissingNode() && type.asInt(-1) != SR25519) {
            throw refused(file, "has no sr25519 key (cryptoType 1): hotkeys of subnets are sr25519, make one");
        }
    }

    /** All three say the same in a file that has them all; newer wallets write the private key only. */
    private static SecretKey key(Path file, JsonNode json) throws IOException {
        if (has(json, "secretSeed")) {
            return fromSeed(secret(file, json, "secretSeed", SecretKey.SEED_BYTES));
        }
        if (has(json, "secretPhrase")) {
            return fromPhrase(file, json.path("secretPhrase").asString(""));
        }
        if (has(json, "privateKey")) {
            return fromPrivateKey(file, secret(file, json, "privateKey", SecretKey.BYTES));
        }
        throw refused(
                file,
                "has no secretSeed, secretPhrase or privateKey" + REGENERATE
                        + "; a file that ends in pub.txt holds the public key only");
    }

    private static boolean has(JsonNode json, String member) {
        return !json.path(member).isMissingNode() && !json.path(member).isNull();
    }

    private static SecretKey fromSeed(byte[] seed) {
        var key = SecretKey.expand(seed);
        Arrays.fill(seed, (byte) 0);
        return key;
    }

    private static SecretKey fromPhrase(Path file, String words) throws IOException {
        try {
            var phrase = Phrase.parse(words);
            var key = fromSeed(phrase.miniSecret());
            phrase.wipe();
            return key;
        } catch (IllegalArgumentException e) {
            throw refused(file, "has a secretPhrase that " + e.getMessage() + REGENERATE);
        }
    }

    private static SecretKey fromPrivateKey(Path file, byte[] secret) throws IOException {
        try {
            return SecretKey.of(secret);
        } catch (IllegalArgumentException _) {
            throw refused(file, "has a privateKey that is no sr25519 key" + REGENERATE);
        } finally {
            Arrays.fill(secret, (byte) 0);
        }
    }

    private static byte[] secret(Path file, JsonNode json, String member, int length) throws IOException {
        var digits = json.path(member).asString("");
        var from = digits.startsWith("0x") ? 2 : 0;
        if (digits.length() != from + 2 * length || !HEX.matcher(digits).matches()) {
            throw refused(file, "has no " + member + " of " + 2 * length + " hexadecimal digits" + REGENERATE);
        }
        return HexFormat.of().parseHex(digits, from, digits.length());
    }

    private static Hotkey checked(Path file, Hotkey hotkey, JsonNode json) throws IOException {
        var expected = json.path("ss58Address").asString("");
        if (!expected.isEmpty() && !expected.equals(hotkey.address())) {
            throw refused(
                    file,
                    "names " + shown(expected) + ", but its secret is that of " + hotkey.address()
                            + ": restore the file from a backup or regenerate the hotkey");
        }
        return hotkey;
    }

    /** A secret at the wrong place is not to be shown. */
    private static String shown(String address) {
        try {
            Ss58.decode(address);
            return "the address " + address;
        } catch (IllegalArgumentException _) {
            return "as its ss58Address what is none";
        }
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
