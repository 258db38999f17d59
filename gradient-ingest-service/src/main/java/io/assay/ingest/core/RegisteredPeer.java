package io.assay.ingest.core;

/** A miner as the chain has it registered. */
public record RegisteredPeer(int uid, String hotkey) {}
