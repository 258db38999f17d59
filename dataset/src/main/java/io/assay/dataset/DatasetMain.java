package io.assay.dataset;

import io.assay.command.UsageException;
import io.assay.dataset.command.CommandLine;
import io.assay.dataset.command.Request;
import io.assay.dataset.tokenizer.ByteEncoder;
import io.assay.dataset.tokenizer.HuggingFaceEncoder;
import io.assay.dataset.tokenizer.TokenEncoder;
import io.assay.dataset.tokenizer.UnusableTokenizerException;
import io.assay.model.data.UnreadableCorpusException;
import io.assay.model.pretrained.PretrainedModel;
import io.assay.model.pretrained.UnusableModelException;
import io.assay.model.shards.IndexFile;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** {@code ./assay data}: text and model of one's own, made ready for a subnet. */
public final class DatasetMain {
    private static final String USAGE = """
            usage: ./assay data build --out FOLDER [--tokenizer tokenizer.json] [--eos TOKEN] [--padding TOKEN]
                                      [--documents files|lines] [--shard-tokens N] FILE...
                   ./assay data verify FOLDER
                   ./assay data model FOLDER
              build    makes token shards and their index of text files (UTF-8). Without a tokenizer the tokens are bytes.
                       A document is a file, or each line that is not blank; --eos follows it. --eos and --padding are
                       taken from tokenizer_config.json beside the tokenizer where they are not given
              verify   whether shards are what their index says
              model    what of a model's folder (config.json and safetensors) belongs into a subnet's parameters
            What belongs into hparams.json is printed on standard output, as JSON. Nothing is downloaded.
            Exits with 0, with 1 if shards are damaged, with 2 if something cannot be used.
            """;
    private static final int DONE = 0;
    private static final int DAMAGED = 1;
    private static final int FAILED = 2;
    private static final JsonMapper MAPPER = new JsonMapper();

    private final PrintStream out;
    private final PrintStream err;

    private DatasetMain(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    /** Exits with 0, 1 or 2, as the usage says. */
    public static void main(String[] args) {
        System.exit(run(args, System.out, System.err));
    }

    /** As {@link #main}, with the exit code as the result. */
    static int run(String[] args, PrintStream out, PrintStream err) {
        var words = List.of(args);
        if (words.contains("--help")) {
            out.print(USAGE);
            return DONE;
        }
        try {
            return new DatasetMain(out, err).follow(CommandLine.parse(words));
        } catch (UsageException e) {
            err.printf("assay data: %s%n%n%s", e.getMessage(), USAGE);
        } catch (NoSuchFileException e) {
            err.printf("assay data: there is no file %s%n", e.getMessage());
        } catch (UnreadableCorpusException | UnusableModelException | UnusableTokenizerException | IOException e) {
            err.printf("assay data: %s%n", e.getMessage());
        }
        return FAILED;
    }

    private int follow(Request request) throws IOException {
        return switch (request) {
            case Request.Build build -> build(build);
            case Request.Verify(var folder) -> verify(folder);
            case Request.Model(var folder) -> model(folder);
        };
    }

    private int build(Request.Build request) throws IOException {
        var progress = new Progress(err, InstantSource.system(), Building.bytes(request.files()));
        try (var encoder = encoder(request);
                var building = new Building(request, encoder, progress)) {
            var made = building.of(request.files(), request.lines());
            say(made, request.out());
            print(Map.of("dataset_sha256", made.sha256()));
            return DONE;
        }
    }

    private static TokenEncoder encoder(Request.Build request) {
        if (request.tokenizer() != null) {
            return HuggingFaceEncoder.open(request.tokenizer(), request.eos(), request.padding());
        }
        if (request.eos() != null || request.padding() != null) {
            throw new UsageException("--eos and --padding belong to a --tokenizer; bytes have 256 and 257");
        }
        return new ByteEncoder();
    }

    private int verify(Path folder) {
        var file = IndexFile.in(folder);
        var progress = new Progress(err, InstantSource.system(), file.index().bytes());
        var faults = new Verification(file.index(), folder, progress).faults();
        faults.forEach(fault -> err.printf("assay data: %s%n", fault));
        if (!faults.isEmpty()) {
            err.printf(
                    "assay data: %d of %d shards are damaged%n",
                    faults.size(), file.index().shards().size());
            return DAMAGED;
        }
        say(file, folder);
        print(Map.of("dataset_sha256", file.sha256()));
        return DONE;
    }

    private int model(Path folder) {
        try (var model = PretrainedModel.open(folder)) {
            err.printf(
                    "%s: %d parameters%s%n",
                    folder,
                    model.config().shape().parameterCount(),
                    model.config().tied() ? ", the output head begins as the embedding and is trained on its own" : "");
            var members = new LinkedHashMap<String, Object>();
            members.put("initial_values_sha256", model.digest());
            members.put("model", model.config().shape());
            print(members);
            return DONE;
        }
    }

    private void say(IndexFile file, Path folder) {
        var index = file.index();
        err.printf(
                "%s: %d tokens in %d shards, %s, vocabulary %d, tokenizer %s%n",
                folder,
                index.tokens(),
                index.shards().size(),
                index.dtype(),
                index.vocabularySize(),
                index.tokenizer().name());
    }

    private void print(Map<String, Object> members) {
        out.println(MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(members));
    }
}
