package io.assay.wallet;

import io.assay.chain.key.Hotkey;
import io.assay.chain.key.Ss58;
import io.assay.wallet.command.CommandLine;
import io.assay.wallet.command.Request;
import io.assay.wallet.command.UsageException;
import io.assay.wallet.file.HotkeyFiles;
import io.assay.wallet.file.Message;
import io.assay.wallet.file.RefusedFileException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;

/** {@code ./assay wallet}: makes hotkeys, shows their addresses, signs and verifies. No secret is ever printed. */
public final class WalletMain {
    private static final String USAGE = """
            usage: ./assay wallet new --out FILE
                   ./assay wallet show FILE | --uri URI
                   ./assay wallet sign FILE [--text T | --file F]
                   ./assay wallet verify --address A --signature S [--text T | --file F]
              new      makes a hotkey and writes it as Bittensor's wallet does, without a password, for its owner alone;
                       a file that is there is never overwritten. Keep a copy: nothing else can bring the key back
              show     address and public key of a hotkey file, or of a development key that everyone knows (//Alice)
              sign     an sr25519 signature of a text, a file or standard input, 128 hexadecimal digits
              verify   whether a signature is the address's and of this message
            A message is signed as it is, its last line's end included, up to 16 MiB. A hotkey file that others than its
            owner can open is refused, and so is one with a password.
            Exits with 0, with 1 if a signature is not valid, with 2 if something cannot be used.
            """;
    private static final int DONE = 0;
    private static final int INVALID = 1;
    private static final int FAILED = 2;

    private WalletMain() {}

    /** Exits with 0, 1 or 2, as the usage says. */
    public static void main(String[] args) {
        System.exit(run(args, System.in, System.out, System.err));
    }

    /** As {@link #main}, with the exit code as the result. */
    static int run(String[] args, InputStream in, PrintStream out, PrintStream err) {
        var words = List.of(args);
        if (asksForHelp(words)) {
            out.print(USAGE);
            return DONE;
        }
        try {
            return follow(CommandLine.parse(words), in, out);
        } catch (UsageException e) {
            err.printf("assay wallet: %s%n%n%s", e.getMessage(), USAGE);
        } catch (RefusedFileException e) {
            err.printf("assay wallet: %s%n", e.getMessage());
        }
        return FAILED;
    }

    /** Only as the first word or right after the command: elsewhere it may be a text to be signed. */
    private static boolean asksForHelp(List<String> words) {
        return words.equals(List.of("--help"))
                || (words.size() == 2 && words.getLast().equals("--help"));
    }

    private static int follow(Request request, InputStream in, PrintStream out) {
        return switch (request) {
            case Request.New(var file) -> create(file, out);
            case Request.Show(var file) -> show(HotkeyFiles.open(file), out);
            case Request.ShowDevelopment(var uri) -> show(development(uri), out);
            case Request.Sign sign -> sign(sign, in, out);
            case Request.Verify verify -> verify(verify, in, out);
        };
    }

    private static int create(Path file, PrintStream out) {
        out.printf("address  %s%n", HotkeyFiles.create(file).address());
        out.printf("file     %s%n", file);
        return DONE;
    }

    private static int show(Hotkey hotkey, PrintStream out) {
        out.printf("address  %s%n", hotkey.address());
        out.printf("public   0x%s%n", HexFormat.of().formatHex(hotkey.publicKey()));
        return DONE;
    }

    private static Hotkey development(String uri) {
        try {
            return Hotkey.fromUri(uri);
        } catch (IllegalArgumentException e) {
            throw new UsageException("--uri: " + e.getMessage());
        }
    }

    private static int sign(Request.Sign sign, InputStream in, PrintStream out) {
        var hotkey = HotkeyFiles.open(sign.hotkeyFile());
        out.println(HexFormat.of().formatHex(hotkey.sign(Message.read(sign.message(), in))));
        return DONE;
    }

    private static int verify(Request.Verify verify, InputStream in, PrintStream out) {
        requireAddress(verify.address());
        var message = Message.read(verify.message(), in);
        var valid = Verification.holds(verify.address(), message, verify.signature());
        out.println(valid ? "valid" : "not valid");
        return valid ? DONE : INVALID;
    }

    private static void requireAddress(String address) {
        try {
            Ss58.decode(address);
        } catch (IllegalArgumentException e) {
            throw new UsageException("--address: " + e.getMessage());
        }
    }
}
