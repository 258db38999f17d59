package io.assay.localnet.rolling;

import java.time.Duration;

/**
 * How a service was restarted.
 *
 * @param drained from SIGTERM to the end of the process
 * @param status with which the process ended: 143 of a JVM that SIGTERM has ended in order
 * @param readiness what it said of its readiness from SIGTERM on
 * @param back from the start of the new process until it was ready
 */
public record Restart(String service, Duration drained, int status, Readiness readiness, Duration back) {
    /**
     * Answers of the readiness probe to which SIGTERM was no news any more, in their order.
     *
     * @param unready how many were 503
     * @param readyAgain how many were 200 after the first that was not
     * @param other how many were something else
     */
    public record Readiness(int unready, int readyAgain, int other) {}
}
