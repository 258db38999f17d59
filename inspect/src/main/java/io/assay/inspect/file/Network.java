package io.assay.inspect.file;

import io.assay.gradient.GradientLayout;
import io.assay.gradient.safetensors.Shown;
import io.assay.protocol.json.HParamsJson;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * Whose gradient the file is held against.
 *
 * @param hparams where the parameters are, fit to be printed
 * @param layout what follows from them
 */
public record Network(String hparams, GradientLayout layout) {
    private static final long MAX_BYTES = 1 << 20;
    private static final String REMEDY = "; name the network's complete hparams.json by --hparams, a localnet's is"
            + " hparams.json in its --data directory";

    /**
     * Reads a complete file of parameters.
     *
     * @throws UnreadableFileException naming the file and what is wrong with it
     */
    public static Network read(Path file) {
        var name = Shown.text(file.toString());
        try {
            return new Network(name, GradientLayout.of(HParamsJson.read(text(file))));
        } catch (NoSuchFileException _) {
            throw unusable(name, "there is no such file");
        } catch (CharacterCodingException _) {
            throw unusable(name, "it is no text");
        } catch (IOException | IllegalArgumentException e) {
            throw unusable(name, Shown.text(String.valueOf(e.getMessage())));
        }
    }

    private static String text(Path file) throws IOException {
        if (Files.size(file) > MAX_BYTES) {
            throw new IOException("it has " + Files.size(file) + " bytes, allowed: at most " + MAX_BYTES);
        }
        return Files.readString(file);
    }

    private static UnreadableFileException unusable(String name, String why) {
        return new UnreadableFileException("the parameters " + name + " cannot be used: " + why + REMEDY);
    }
}
