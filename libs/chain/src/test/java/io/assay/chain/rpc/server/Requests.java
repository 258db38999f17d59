package io.assay.chain.rpc.server;

/** Requests as text; in what is written here a single quote stands for a double one, and a typographic one for itself. */
final class Requests {
    private Requests() {}

    static String echo(int id, String text) {
        return request(id, "test_echo", "\"" + text + "\"");
    }

    static String request(int id, String method, String params) {
        return json("{'jsonrpc':'2.0','id':" + id + ",'method':'" + method + "','params':[") + params + "]}";
    }

    static String json(String text) {
        return text.replace('\'', '"').replace('\u2019', '\'');
    }
}
