package io.assay.chain.rpc.server;

/** How many requests of a client are in work, and how many bytes they have. For one thread. */
final class Work {
    private final int mostRequests;
    private final int mostBytes;
    private int requests;
    private long bytes;

    Work(int mostRequests, int mostBytes) {
        this.mostRequests = mostRequests;
        this.mostBytes = mostBytes;
    }

    void begin(int size) {
        requests++;
        bytes += size;
    }

    void end(int size) {
        requests--;
        bytes -= size;
    }

    boolean isFull() {
        return requests >= mostRequests || bytes >= mostBytes;
    }

    boolean isIdle() {
        return requests == 0;
    }
}
