package io.assay.model;

import io.assay.model.data.ByteTokens;
import io.assay.model.data.TokenBatch;
import io.assay.protocol.hparams.LlamaShape;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** The model's mathematics once more, one number at a time in double precision, from Hugging Face's description. */
final class ScalarLlama {
    private final LlamaShape shape;
    private final Map<String, Integer> starts = new HashMap<>();
    private final double[] values;

    ScalarLlama(LlamaShape shape, double[] values) {
        this.shape = shape;
        this.values = values;
        var start = 0;
        for (var parameter : shape.parameters()) {
            starts.put(parameter.name(), start);
            start += (int) parameter.size();
        }
    }

    double loss(TokenBatch batch) {
        var sum = 0.0;
        var count = 0;
        for (var row = 0; row < batch.rows(); row++) {
            var logits = logits(batch, row);
            for (var position = 1; position < batch.length(); position++) {
                var target = (int) batch.tokens()[row * batch.length() + position];
                if (target != ByteTokens.PADDING) {
                    sum += logSumExp(logits[position - 1]) - logits[position - 1][target];
                    count++;
                }
            }
        }
        return sum / count;
    }

    private double[][] logits(TokenBatch batch, int row) {
        var x = new double[batch.length()][];
        for (var position = 0; position < batch.length(); position++) {
            x[position] = rowOf("model.embed_tokens.weight", (int) batch.tokens()[row * batch.length() + position]);
        }
        for (var layer = 0; layer < shape.numHiddenLayers(); layer++) {
            var name = "model.layers." + layer + ".";
            add(x, attention(name + "self_attn.", normed(x, name + "input_layernorm.weight")));
            add(x, feedForward(name + "mlp.", normed(x, name + "post_attention_layernorm.weight")));
        }
        return linear(normed(x, "model.norm.weight"), "lm_head.weight", shape.vocabSize());
    }

    private double[][] attention(String name, double[][] x) {
        var width = shape.headSize();
        var group = shape.numAttentionHeads() / shape.numKeyValueHeads();
        var q = rotated(linear(x, name + "q_proj.weight", shape.hiddenSize()));
        var k = rotated(linear(x, name + "k_proj.weight", shape.numKeyValueHeads() * width));
        var v = linear(x, name + "v_proj.weight", shape.numKeyValueHeads() * width);
        var mixed = new double[x.length][shape.hiddenSize()];
        for (var head = 0; head < shape.numAttentionHeads(); head++) {
            for (var to = 0; to < x.length; to++) {
                mix(q[to], k, v, mixed[to], to, head * width, head / group * width);
            }
        }
        return linear(mixed, name + "o_proj.weight", shape.hiddenSize());
    }

    private void mix(double[] q, double[][] k, double[][] v, double[] out, int to, int query, int key) {
        var scores = new double[to + 1];
        for (var from = 0; from <= to; from++) {
            for (var i = 0; i < shape.headSize(); i++) {
                scores[from] += q[query + i] * k[from][key + i] / Math.sqrt(shape.headSize());
            }
        }
        var norm = logSumExp(scores);
        for (var from = 0; from <= to; from++) {
            for (var i = 0; i < shape.headSize(); i++) {
                out[query + i] += Math.exp(scores[from] - norm) * v[from][key + i];
            }
        }
    }

    private double[][] rotated(double[][] x) {
        var half = shape.headSize() / 2;
        for (var position = 0; position < x.length; position++) {
            for (var i = 0; i < x[position].length; i += shape.headSize()) {
                for (var j = 0; j < half; j++) {
                    var angle = position / Math.pow(shape.ropeTheta(), 2.0 * j / shape.headSize());
                    var a = x[position][i + j];
                    var b = x[position][i + j + half];
                    x[position][i + j] = a * Math.cos(angle) - b * Math.sin(angle);
                    x[position][i + j + half] = b * Math.cos(angle) + a * Math.sin(angle);
                }
            }
        }
        return x;
    }

    private double[][] feedForward(String name, double[][] x) {
        var gate = linear(x, name + "gate_proj.weight", shape.intermediateSize());
        var up = linear(x, name + "up_proj.weight", shape.intermediateSize());
        for (var row = 0; row < x.length; row++) {
            for (var i = 0; i < gate[row].length; i++) {
                up[row][i] *= gate[row][i] / (1 + Math.exp(-gate[row][i]));
            }
        }
        return linear(up, name + "down_proj.weight", shape.hiddenSize());
    }

    private double[][] normed(double[][] x, String name) {
        var normed = new double[x.length][shape.hiddenSize()];
        for (var row = 0; row < x.length; row++) {
            var squares = 0.0;
            for (var value : x[row]) {
                squares += value * value / x[row].length;
            }
            for (var i = 0; i < x[row].length; i++) {
                normed[row][i] = x[row][i] / Math.sqrt(squares + shape.rmsNormEps()) * values[start(name) + i];
            }
        }
        return normed;
    }

    private double[][] linear(double[][] x, String name, int outputs) {
        var y = new double[x.length][outputs];
        for (var row = 0; row < x.length; row++) {
            for (var output = 0; output < outputs; output++) {
                for (var input = 0; input < x[row].length; input++) {
                    y[row][output] += x[row][input] * values[start(name) + output * x[row].length + input];
                }
            }
        }
        return y;
    }

    private int start(String name) {
        return Objects.requireNonNull(starts.get(name), name);
    }

    private double[] rowOf(String name, int row) {
        var out = new double[shape.hiddenSize()];
        for (var i = 0; i < out.length; i++) {
            out[i] = values[start(name) + row * out.length + i];
        }
        return out;
    }

    private static void add(double[][] x, double[][] y) {
        for (var row = 0; row < x.length; row++) {
            for (var i = 0; i < x[row].length; i++) {
                x[row][i] += y[row][i];
            }
        }
    }

    private static double logSumExp(double[] x) {
        var largest = Double.NEGATIVE_INFINITY;
        for (var value : x) {
            largest = Math.max(largest, value);
        }
        var sum = 0.0;
        for (var value : x) {
            sum += Math.exp(value - largest);
        }
        return largest + Math.log(sum);
    }
}
