package io.assay.inspect.report;

import io.assay.inspect.content.Content;
import io.assay.inspect.content.Format;
import io.assay.protocol.event.RejectReason;
import org.jspecify.annotations.Nullable;

/** What to do about a refusal, where the refusal itself does not say it. */
final class Remedies {
    private static final String OTHER_NETWORK =
            "if it is of another network, name that one's hparams.json by --hparams";
    private static final String OTHER_OBJECT =
            "look into the object that the miner uploads as its gradient: its name begins with gradient-";
    private static final String PLAIN =
            "nothing of it was run; save a dictionary of tensors and numbers, with no object"
                    + " of a class of your own in it";
    private static final String SAVE_ANEW = "save it anew with torch.save of torch 1.6 or later, and do not repack it";

    private Remedies() {}

    /**
     * A sentence, or null if there is nothing to add.
     *
     * @param inAll number of the model's parameters
     */
    static @Nullable String of(RejectReason reason, Content content, int inAll) {
        return switch (content) {
            case Content.Unlisted _ -> of(reason, null, true);
            case Content.Listed listed ->
                switch (listed.kind()) {
                    case DEBUG_OBJECT, CHECKPOINT, TENSORS -> OTHER_OBJECT;
                    case GRADIENT, NOTHING -> of(reason, listed.format(), listed.fitting() < inAll / 2.0);
                };
        };
    }

    private static @Nullable String of(RejectReason reason, @Nullable Format format, boolean foreign) {
        return switch (reason) {
            case WRONG_MAGIC -> "upload a safetensors file or what torch.save writes, as it is";
            case TRUNCATED ->
                "compare size and digest with those of the file that was uploaded: a transfer ended early, or one goes on";
            case HEADER_TOO_LARGE, TOO_LARGE ->
                "save indices and values of the model's parameters and the metadata, nothing else; " + OTHER_NETWORK;
            case HEADER_MALFORMED -> "write it with the safetensors library; all metadata are strings";
            case ARCHIVE_MALFORMED, NESTED_TOO_DEEP -> SAVE_ANEW;
            case PICKLE_MALFORMED ->
                "save {\"state_dict\": {...}, \"global_step\": n} by torch.save with its default protocol";
            case FORBIDDEN_OPCODE, FORBIDDEN_GLOBAL -> PLAIN;
            case UNKNOWN_PARAMETER, MISSING_PARAMETER, WRONG_SHAPE, WRONG_K -> foreign ? OTHER_NETWORK : null;
            case INDEX_OUT_OF_RANGE -> "an index counts inside its chunk, row by row";
            case DUPLICATE_INDEX -> "take the k largest coefficients of each chunk, each of them once";
            case VALUE_NOT_FINITE -> "the training diverged: skip such a window, and lower what made it diverge";
            case ALL_VALUES_ZERO -> "was there a backward pass before the gradient was compressed?";
            case METADATA_MISSING ->
                format == Format.TORCH
                        ? "state_dict needs metadata with a window in it, and global_step belongs beside state_dict"
                        : "__metadata__ needs window, uid, hotkey, global_step and version, all of them strings";
            case WRONG_WINDOW -> "upload under the window that the gradient was made in, inside its interval";
            case WRONG_OWNER -> "write the uid and the hotkey that the roster has for the bucket";
            // Their sentences say what to do; or they are found of the upload, never of the file.
            case COMPRESSED_RECORD, CRC_MISMATCH, UNPAIRED_TENSOR, WRONG_DTYPE, NOT_CONTIGUOUS -> null;
            case TOO_EARLY, TOO_LATE, BUCKET_UNREADABLE, CHANGED_WHILE_READING -> null;
        };
    }
}
