package io.assay.chain.metadata;

/**
 * Something that an extrinsic carries besides its call.
 *
 * @param identifier its name, by which a signer knows what to put in
 * @param type of what is sent and signed
 * @param additional type of what is signed and not sent, since both sides know it
 */
public record SignedExtension(String identifier, int type, int additional) {}
