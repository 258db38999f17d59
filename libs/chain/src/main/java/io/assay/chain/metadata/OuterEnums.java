package io.assay.chain.metadata;

/**
 * The enums whose variants are the pallets.
 *
 * @param call type of all calls
 * @param event type of all events
 * @param error type of all errors
 */
public record OuterEnums(int call, int event, int error) {}
