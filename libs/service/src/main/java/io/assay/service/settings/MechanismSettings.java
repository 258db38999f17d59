package io.assay.service.settings;

import io.assay.protocol.hparams.HParams;
import io.assay.protocol.hparams.InvalidHParamsException;
import io.assay.protocol.json.HParamsJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where the mechanism's parameters are.
 *
 * @param file a complete {@code hparams.json}
 */
@ConfigurationProperties("assay.hparams")
public record MechanismSettings(@Nullable Path file) {
    private static final String SETTING = "assay.hparams.file";
    private static final long LIMIT = 1 << 20;

    public MechanismSettings {
        Setting.required(SETTING, file, "hparams.json");
    }

    /** Reads the parameters. */
    public HParams read() {
        return read(SETTING, Setting.required(SETTING, file, "hparams.json"));
    }

    /** Reads parameters from a file that another setting names. */
    public static HParams read(String setting, Path path) {
        try {
            if (Files.size(path) > LIMIT) {
                throw new InvalidSettingException(
                        "The setting " + setting + " names " + path + ", which is larger than 1 MiB.",
                        "Name a file of parameters such as hparams.json.");
            }
            return HParamsJson.read(Files.readString(path));
        } catch (IOException _) {
            throw new InvalidSettingException(
                    "The setting " + setting + " names " + path + ", which cannot be read.",
                    "Name a file of parameters such as hparams.json.");
        } catch (InvalidHParamsException e) {
            throw new InvalidSettingException(
                    "The parameters in " + path + " cannot be used: " + e.getMessage() + ".",
                    "Mend the named parameter in that file.");
        }
    }
}
