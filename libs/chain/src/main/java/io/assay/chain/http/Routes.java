package io.assay.chain.http;

import io.assay.chain.Chain;
import io.assay.chain.ChainJson;
import io.assay.chain.Hex;
import io.assay.chain.SignedExtrinsic;
import io.assay.chain.key.Ss58;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The node's API: from a request to the record that answers it. */
final class Routes {
    private final Chain chain;

    Routes(Chain chain) {
        this.chain = chain;
    }

    /** A reply. */
    record Reply(int status, Object body) {}

    /**
     * Answers a request.
     *
     * @param body at most 1 MiB, empty for GET
     * @throws RequestException if there is no such thing to ask
     */
    Reply answer(String method, URI uri, byte[] body) {
        var path = List.of(uri.getPath().substring(1).split("/", 8));
        if (path.equals(List.of("v1", "extrinsics"))) {
            requireMethod("POST", method);
            Query.of(uri, Set.of());
            return new Reply(201, submit(body));
        }
        var found = read(uri, path);
        requireMethod("GET", method);
        return new Reply(200, found.read());
    }

    private interface Read {
        Object read();
    }

    private Read read(URI uri, List<String> path) {
        var isHead = path.equals(List.of("v1", "head"));
        var query = Query.of(uri, isHead ? Set.of("after", "waitMillis") : Set.of());
        var subject = path.size() > 2 ? path.get(2) : "";
        return switch (shape(path)) {
            case "v1/head" -> () -> head(query);
            case "v1/genesis" -> () -> new Wire.GenesisHash(chain.genesisHash());
            case "v1/blocks/*" -> () -> chain.block(block(subject));
            case "v1/subnets/*" -> () -> chain.subnet(netuid(subject));
            case "v1/subnets/*/roster" -> () -> chain.roster(netuid(subject));
            case "v1/accounts/*/nonce" -> () -> nonce(subject);
            case "v1/extrinsics/*" -> () -> chain.status(hash(subject));
            default -> throw new RequestException(404, "there is no " + uri.getPath());
        };
    }

    /** The path with its third segment, which names a thing, as a star. */
    private static String shape(List<String> path) {
        var shape = new ArrayList<>(path);
        if (path.size() > 2) {
            shape.set(2, "*");
        }
        return String.join("/", shape);
    }

    private Object head(Query query) {
        var wait = query.get("waitMillis", 0);
        if (wait < 0 || wait > Wire.MAX_WAIT_MILLIS) {
            throw new RequestException(400, "waitMillis is " + wait + ", allowed: 0 to " + Wire.MAX_WAIT_MILLIS);
        }
        if (wait > 0 && !query.has("after")) {
            throw new RequestException(400, "waitMillis needs after, the block number to wait beyond");
        }
        return query.has("after") ? chain.awaitHead(query.get("after", -1), Duration.ofMillis(wait)) : chain.head();
    }

    private Wire.Submitted submit(byte[] body) {
        return new Wire.Submitted(chain.submit(extrinsic(body)));
    }

    private static SignedExtrinsic extrinsic(byte[] body) {
        try {
            return ChainJson.read(body, SignedExtrinsic.class);
        } catch (IllegalArgumentException e) {
            throw new RequestException(400, String.valueOf(e.getMessage()));
        }
    }

    private Wire.Nonce nonce(String hotkey) {
        checked(() -> Ss58.decode(hotkey));
        return new Wire.Nonce(hotkey, chain.nextNonce(hotkey));
    }

    private static long block(String text) {
        return notNegative("block number", Numbers.parse("block number", text, Long.MAX_VALUE));
    }

    private static int netuid(String text) {
        return (int) notNegative("netuid", Numbers.parse("netuid", text, 0xFFFF));
    }

    private static String hash(String text) {
        checked(() -> Hex.require("extrinsic hash", text, 32));
        return text;
    }

    private static long notNegative(String name, long value) {
        if (value < 0) {
            throw new RequestException(400, name + " is " + value + ", allowed: >= 0");
        }
        return value;
    }

    private static void checked(Read check) {
        try {
            check.read();
        } catch (IllegalArgumentException e) {
            throw new RequestException(400, String.valueOf(e.getMessage()));
        }
    }

    private static void requireMethod(String allowed, String method) {
        if (!method.equals(allowed)) {
            throw new RequestException(405, "method " + method + " is not allowed here, allowed: " + allowed);
        }
    }
}
