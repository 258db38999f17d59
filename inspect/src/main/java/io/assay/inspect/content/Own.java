package io.assay.inspect.content;

import org.jspecify.annotations.Nullable;

/** What a file says of its window and its sender, as it is written there; null if it does not say. */
public record Own(
        @Nullable String window,
        @Nullable String uid,
        @Nullable String hotkey) {}
