package io.assay.dataset.tokenizer;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import io.assay.model.shards.FileDigest;
import io.assay.model.shards.ShardIndex.Vocabulary;
import io.assay.model.shards.TokenizerName;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A {@code tokenizer.json}, run by Hugging Face's own tokenizers, whose native code is in the library. Nothing is downloaded and
 * nobody is told. Texts of one call are encoded on all processors.
 */
public final class HuggingFaceEncoder implements TokenEncoder {
    private static final String OFFLINE = "ai.djl.offline";

    /** Without these, the library fills all texts of a call up to the longest, and cuts long ones. */
    private static final Map<String, String> AS_IT_IS =
            Map.of("padding", "false", "truncation", "false", "addSpecialTokens", "false");

    private final HuggingFaceTokenizer tokenizer;
    private final Vocabulary vocabulary;

    private HuggingFaceEncoder(HuggingFaceTokenizer tokenizer, Vocabulary vocabulary) {
        this.tokenizer = tokenizer;
        this.vocabulary = vocabulary;
    }

    /**
     * Opens a tokenizer. What is not given is taken from {@code tokenizer_config.json} beside it.
     *
     * @param eos the token that ends a document
     * @param padding the token that is never predicted; one that is {@code eos} too is none
     * @throws UnusableTokenizerException if the file cannot be used, or nothing says what ends a document
     */
    public static HuggingFaceEncoder open(Path file, @Nullable String eos, @Nullable String padding) {
        var json = TokenizerJson.read(file);
        var vocabulary = vocabulary(file, json, eos, padding);
        System.setProperty(OFFLINE, "true");
        try {
            var content = new ByteArrayInputStream(json.unbounded());
            return new HuggingFaceEncoder(HuggingFaceTokenizer.newInstance(content, AS_IT_IS), vocabulary);
        } catch (IOException | RuntimeException e) {
            throw new UnusableTokenizerException(
                    file + " cannot be used: " + e.getMessage()
                            + "; name a tokenizer.json as save_pretrained writes it",
                    e);
        }
    }

    private static Vocabulary vocabulary(
            Path file, TokenizerJson json, @Nullable String eos, @Nullable String padding) {
        var end = eos == null ? json.special("eos_token") : eos;
        if (end == null) {
            throw new UnusableTokenizerException(
                    "nothing says what ends a document of " + file + "; name the token, for example --eos '</s>'");
        }
        var ends = json.id("--eos", end);
        var filler = padding == null ? json.special("pad_token") : padding;
        var fills = filler == null ? null : json.id("--padding", filler);
        var name = new TokenizerName(String.valueOf(file.getFileName()), FileDigest.sha256(json.content()));
        return new Vocabulary(json.size(), name, fills == null || fills == ends ? null : fills, ends);
    }

    @Override
    public Vocabulary vocabulary() {
        return vocabulary;
    }

    @Override
    public List<long[]> encode(List<String> texts) {
        return Arrays.stream(tokenizer.batchEncode(texts, false, false))
                .map(encoding -> encoding.getIds())
                .toList();
    }

    @Override
    public void close() {
        tokenizer.close();
    }
}
