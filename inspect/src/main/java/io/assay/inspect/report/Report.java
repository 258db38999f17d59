package io.assay.inspect.report;

import io.assay.inspect.content.Content;

/** All that is found of a file. All text in it is fit to be printed. */
public record Report(Subject file, Content content, Model model, Expected expected, Verdict verdict) {
    /** The file itself. */
    public record Subject(String name, long bytes, String sha256) {}

    /**
     * The network that it is held against.
     *
     * @param hparams the file of its parameters
     * @param parameters number of the model's tensors
     * @param values number of the values of all of them
     */
    public record Model(String hparams, int parameters, long values) {}
}
