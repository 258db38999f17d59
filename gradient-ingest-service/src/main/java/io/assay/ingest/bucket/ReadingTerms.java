package io.assay.ingest.bucket;

import io.assay.gradient.GradientLayout;
import io.assay.ingest.core.SketchKeys;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How uploads are read.
 *
 * @param layout of the model
 * @param keys that decide which indices are sketched
 * @param ownBucket for the pinned copies
 * @param headDeadline to learn whether there is an upload, with all repetitions
 * @param fetchDeadline to read it, with all repetitions
 * @param templarVersion of the torch files that are read too, as their names have it; absent: none are
 */
public record ReadingTerms(
        GradientLayout layout,
        SketchKeys keys,
        String ownBucket,
        Duration headDeadline,
        Duration fetchDeadline,
        @Nullable String templarVersion) {}
