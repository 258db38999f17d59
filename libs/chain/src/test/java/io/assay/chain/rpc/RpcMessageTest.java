package io.assay.chain.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.IntNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.StringNode;

class RpcMessageTest {
    private static final RpcJson JSON = new RpcJson(new RpcLimits(2000, 8, 500, 40, 100));

    @Test
    void readsEveryKind() {
        assertThat(parse("{'jsonrpc':'2.0','id':5,'result':'0x'}"))
                .isEqualTo(new RpcMessage.Result(5, StringNode.valueOf("0x")));
        assertThat(parse("{'jsonrpc':'2.0','id':5,'result':null,'more':1}"))
                .isEqualTo(new RpcMessage.Result(5, NullNode.instance));
        assertThat(parse("{'jsonrpc':'2.0','id':9007199254740993,'error':{'code':1014,'message':'m','data':1}}"))
                .isEqualTo(new RpcMessage.Refusal(9007199254740993L, new RpcFault(1014, "m", IntNode.valueOf(1))));
        assertThat(parse("{'jsonrpc':'2.0','id':null,'error':{'code':-32700,'message':'m'}}"))
                .isEqualTo(new RpcMessage.Unattributed(new RpcFault(-32700, "m", null)));
        assertThat(parse("{'jsonrpc':'2.0','method':'chain_newHead','params':{'subscription':'s','result':1}}"))
                .isEqualTo(new RpcMessage.Notification(StringNode.valueOf("s"), IntNode.valueOf(1)));
        assertThat(parse("{'jsonrpc':'2.0','method':'chain_newHead','params':{'subscription':7,'error':'lagged'}}"))
                .isEqualTo(new RpcMessage.Ended(IntNode.valueOf(7), StringNode.valueOf("lagged")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "x",
                "7",
                "[]",
                "{}",
                "{'jsonrpc':2.0,'id':5,'result':1}",
                "{'id':5,'result':1}",
                "{'jsonrpc':'2.0','result':1}",
                "{'jsonrpc':'2.0','id':5}",
                "{'jsonrpc':'2.0','id':'5','result':1}",
                "{'jsonrpc':'2.0','id':5.5,'result':1}",
                "{'jsonrpc':'2.0','id':9223372036854775808,'result':1}",
                "{'jsonrpc':'2.0','id':null,'result':1}",
                "{'jsonrpc':'2.0','id':5,'result':1,'error':null}",
                "{'jsonrpc':'2.0','id':5,'error':null}",
                "{'jsonrpc':'2.0','id':5,'error':{'message':'m'}}",
                "{'jsonrpc':'2.0','id':5,'error':{'code':1.5,'message':'m'}}",
                "{'jsonrpc':'2.0','id':5,'error':{'code':2147483648,'message':'m'}}",
                "{'jsonrpc':'2.0','id':5,'error':{'code':1,'message':null}}",
                "{'jsonrpc':'2.0','id':'x','error':{'code':1,'message':'m'}}",
                "{'jsonrpc':'2.0','method':'m'}",
                "{'jsonrpc':'2.0','method':'m','params':[]}",
                "{'jsonrpc':'2.0','method':'m','params':{'result':1}}",
                "{'jsonrpc':'2.0','method':'m','params':{'subscription':null,'result':1}}",
                "{'jsonrpc':'2.0','method':'m','params':{'subscription':1.5,'result':1}}",
                "{'jsonrpc':'2.0','method':'m','params':{'subscription':'s'}}",
                "{'jsonrpc':'2.0','method':'m','params':{'subscription':'s','result':1,'error':1}}",
                "{'jsonrpc':'2.0','id':1,'method':'m','params':{'subscription':'s','result':1}}",
                "{'jsonrpc':'2.0','id':5,'id':5,'result':1}",
                "{'jsonrpc':'2.0','id':5,'result':1}x",
                "{'jsonrpc':'2.0','id':5,'result':1",
            })
    void anythingElseIsMalformed(String text) {
        assertThat(parse(text)).isInstanceOf(RpcMessage.Malformed.class);
    }

    @Test
    void limitsHold() {
        assertMalformed("\"" + "x".repeat(600) + "\"", "too long a string");
        assertMalformed("[".repeat(9) + "]".repeat(9), "nested too deep");
        assertMalformed("1".repeat(41), "number");
        assertMalformed("[" + "0,".repeat(100) + "0]", "too many values");
        assertMalformed("\"x\"" + " ".repeat(2000), "longer than 2000 bytes");
        assertMalformed("[1e400]", "beyond the range of double");
        assertMalformed("[-1e999999999]", "beyond the range of double");
        assertMalformed("{\"" + "x".repeat(300) + "\":1}", "name");
    }

    @Test
    void refusalsDoNotRepeatTheText() {
        assertThat(parse("{'jsonrpc':'2.0','id':secret}"))
                .isEqualTo(new RpcMessage.Malformed("not JSON at character 22"));
        assertThat(parse("{'jsonrpc':'2.0','id':1,'secret':1,'secret':2}").toString())
                .doesNotContain("secret");
    }

    @Property
    void whateverTheBytesItReturns(@ForAll byte[] bytes) {
        assertThat(RpcMessage.parse(bytes, JSON)).isNotNull();
    }

    @Test
    void writesPlainThingsOnly() {
        assertThat(new String(JSON.write(Map.of("a", List.of(1, "x", true))), StandardCharsets.UTF_8))
                .isEqualTo("{\"a\":[1,\"x\",true]}");
        assertThatThrownBy(() -> JSON.write(new Object()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("cannot be written as JSON");
    }

    @Test
    void anyTextCanBeSentBack() {
        var text = "\u00E4\uD83D\uDE00 \uD800 \u0000 \"";
        var written = JSON.write(text);

        assertThat(new String(written, StandardCharsets.UTF_8))
                .isEqualTo("\"\\u00E4\\uD83D\\uDE00 \\uD800 \\u0000 \\\"\"");
        assertThat(JSON.read(written)).isEqualTo(new RpcJson.Reading.Tree(StringNode.valueOf(text)));
    }

    private static void assertMalformed(String text, String what) {
        assertThat(parse(text))
                .isInstanceOfSatisfying(
                        RpcMessage.Malformed.class,
                        malformed -> assertThat(malformed.what()).contains(what));
    }

    private static RpcMessage parse(String text) {
        return RpcMessage.parse(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8), JSON);
    }
}
