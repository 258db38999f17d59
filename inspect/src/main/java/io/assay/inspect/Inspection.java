package io.assay.inspect;

import io.assay.gradient.GradientFile;
import io.assay.inspect.command.Options;
import io.assay.inspect.content.Content;
import io.assay.inspect.file.FileInQuestion;
import io.assay.inspect.file.Network;
import io.assay.inspect.report.Expected;
import io.assay.inspect.report.Report;
import io.assay.inspect.report.Verdict;

/** Holds a file against a network: what is in it, and the verdict that the reader of ingest comes to. */
final class Inspection {
    private Inspection() {}

    static Report of(FileInQuestion file, Network network, Options options) {
        var layout = network.layout();
        var content = Content.of(file.content(), layout);
        var expected = Expected.of(options, content);
        var model = new Report.Model(network.hparams(), layout.parameters().size(), layout.parameterCount());
        var reading = GradientFile.read(file.content(), layout, expected.expectation());
        return new Report(
                new Report.Subject(file.name(), file.content().byteSize(), file.sha256()),
                content,
                model,
                expected,
                Verdict.of(reading, content, model.parameters()));
    }
}
