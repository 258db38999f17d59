package io.assay.localnet.part;

import io.assay.command.UsageException;
import io.assay.model.data.UnreadableCorpusException;
import io.assay.model.pretrained.PretrainedModel;
import io.assay.model.pretrained.UnusableModelException;
import io.assay.model.shards.IndexFile;
import io.assay.protocol.hparams.HParams;
import io.assay.protocol.json.HParamsJson;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Text and model of the user's own, as the parameters name them. */
record OwnSources(@Nullable Path tokens, @Nullable Path model) {
    private static final JsonMapper MAPPER = new JsonMapper();

    /**
     * The parameters with text and model in them. A model from the seed gets a vocabulary that holds the text's.
     *
     * @throws UsageException if either cannot be used
     */
    HParams over(HParams hparams) {
        try {
            return withTokens(withModel(hparams));
        } catch (UnreadableCorpusException e) {
            throw new UsageException("--tokens: " + e.getMessage());
        } catch (UnusableModelException e) {
            throw new UsageException("--model: " + e.getMessage());
        }
    }

    private HParams withModel(HParams hparams) {
        if (model == null) {
            return hparams;
        }
        try (var pretrained = PretrainedModel.open(model)) {
            var members = Map.of("model", pretrained.config().shape(), "initial_values_sha256", pretrained.digest());
            return HParamsJson.overlay(hparams, MAPPER.writeValueAsString(members));
        }
    }

    private HParams withTokens(HParams hparams) {
        if (tokens == null) {
            return hparams;
        }
        var file = IndexFile.in(tokens);
        var named = HParamsJson.overlay(hparams, "{\"dataset_sha256\": \"" + file.sha256() + "\"}");
        var needed = file.index().vocabularySize();
        return model != null || needed <= hparams.model().vocabSize()
                ? named
                : HParamsJson.overlay(named, "{\"model\": {\"vocab_size\": " + needed + "}}");
    }
}
