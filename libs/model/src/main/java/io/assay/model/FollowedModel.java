package io.assay.model;

/** A model that computes, and the window it stands at. */
public final class FollowedModel extends Followed<LanguageModel> {
    /**
     * Takes over a model; closing this closes it.
     *
     * @param window at whose start the model is as it is
     */
    public FollowedModel(LanguageModel model, long window) {
        super(model, window);
    }
}
