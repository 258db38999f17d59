package io.assay.service.source;

import io.assay.model.InitialModel;
import io.assay.model.data.Corpus;
import io.assay.model.pretrained.PretrainedModel;
import io.assay.model.pretrained.UnusableModelException;
import io.assay.protocol.hparams.HParams;
import io.assay.service.s3.ObjectStoreException;
import io.assay.service.settings.InvalidSettingException;
import io.assay.service.settings.StoreSettings;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The model that a subnet begins with: from its seed, or from files whose parameters have the digest it names. */
public final class SubnetModel implements AutoCloseable {
    private final InitialModel initial;
    private final @Nullable PretrainedModel pretrained;

    private SubnetModel(InitialModel initial, @Nullable PretrainedModel pretrained) {
        this.initial = initial;
        this.pretrained = pretrained;
    }

    /**
     * Opens the model and digests all of its parameters once.
     *
     * @param own the validator's bucket, asked for if settings name no other
     * @throws InvalidSettingException if settings and parameters do not fit, or the model cannot be used
     */
    public static SubnetModel open(
            SourceSettings settings, Supplier<StoreSettings> own, HParams hparams, Corpus corpus) {
        var wanted = hparams.initialValuesSha256();
        if (wanted == null) {
            refuseUnnamed(settings);
            return new SubnetModel(InitialModel.seeded(hparams, corpus.padding()), null);
        }
        try {
            var pretrained = opened(folder(settings, own, hparams, wanted), hparams, wanted);
            return new SubnetModel(pretrained.initial(corpus.padding()), pretrained);
        } catch (UnusableModelException | ObjectStoreException e) {
            throw new InvalidSettingException(
                    "The model cannot be used: " + e.getMessage() + ".", "Mend what is named.");
        }
    }

    /** What models begin as, as long as this is open. */
    public InitialModel initial() {
        return initial;
    }

    @Override
    public void close() {
        if (pretrained != null) {
            pretrained.close();
        }
    }

    private static Path folder(SourceSettings settings, Supplier<StoreSettings> own, HParams hparams, String wanted) {
        if (settings.modelFolder() != null) {
            return settings.modelFolder();
        }
        if (settings.modelPrefix() != null) {
            return ModelDownload.of(settings, own.get(), hparams).folder(wanted);
        }
        throw new InvalidSettingException(
                "The parameters name a model of one's own by initial_values_sha256, and no setting says where it is.",
                "Set --assay.data.model-folder=FOLDER, or --assay.data.model-prefix=PREFIX and what leads to its bucket.");
    }

    private static PretrainedModel opened(Path folder, HParams hparams, String wanted) {
        var pretrained = PretrainedModel.open(folder);
        try {
            pretrained.config().require(hparams.model());
            var found = pretrained.digest();
            if (!found.equals(wanted)) {
                throw new UnusableModelException("the parameters in " + folder + " have the SHA-256 " + found
                        + ", the subnet's have initial_values_sha256 " + wanted
                        + "; name the model that the subnet began with, and if it was downloaded, delete that folder");
            }
            return pretrained;
        } catch (RuntimeException e) {
            pretrained.close();
            throw e;
        }
    }

    private static void refuseUnnamed(SourceSettings settings) {
        if (settings.modelFolder() != null || settings.modelPrefix() != null) {
            throw new InvalidSettingException(
                    "The setting assay.data.model-" + (settings.modelFolder() != null ? "folder" : "prefix")
                            + " names a model, and the parameters have no initial_values_sha256: they stand for one that"
                            + " begins from the seed.",
                    "Put what ./assay data model prints into the parameters, or leave the setting out.");
        }
    }
}
