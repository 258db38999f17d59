package io.assay.protocol.json;

import java.util.List;

/** The range of a number among the parameters, as {@code hparams.json} beside everything else shipped allows it. */
record Range(String name, String low, String high) {
    private static final String RANGES = """
            netuid 0 65535
            seed 0 9007199254740991
            blocks_per_window 1 1000000
            time_window_delta_seconds 1 86400
            clock_skew_seconds 0 60
            windows_per_weights 1 100000
            uids_per_window 1 65536
            topk_peers 1 65536
            recent_windows 1 100000
            settle_lag 1 1000
            gather_success_min 0.0 1.0
            sequence_length 2 2048
            batch_size 1 65536
            assigned_batches 1 65536
            own_sample_batches 1 8
            random_sample_batches 1 65536
            sync_probe_size 1 65536
            learning_rate 1e-9 1.0
            weight_decay 0.0 1.0
            momentum_decay 0.0 1.0
            warmup_steps 0 10000000
            t_max 1 100000000
            alpha_f 0.0 1.0
            topk_compression 1 65536
            target_chunk 1 256
            eval_lr_factor 1e-9 10.0
            checkpoint_frequency 1 1000000
            gradient_score_ma_alpha 1e-300 1.0
            binary_score_ma_alpha 1e-300 1.0
            final_score_ma_alpha 1e-300 1.0
            power_normalisation 0.1 10.0
            openskill_beta 1e-6 1e6
            openskill_tau 0.0 1e6
            reset_inactivity_windows 1 1000000
            inactivity_penalty 0.0 1.0
            missing_gradient_penalty 0.0 1.0
            poor_sync_penalty 0.0 1.0
            sync_max_steps_behind 0.0 1000.0
            idx_overlap_threshold 1e-300 1.0
            model.vocab_size 2 1048576
            model.hidden_size 2 65536
            model.num_hidden_layers 1 1024
            model.num_attention_heads 1 1024
            model.num_key_value_heads 1 8
            model.intermediate_size 1 262144
            model.max_position_embeddings 2 1048576
            model.rope_theta 1.0 1e9
            model.rms_norm_eps 1e-12 1e-2
            """;

    static List<Range> all() {
        return RANGES.lines()
                .map(line -> line.split(" "))
                .map(x -> new Range(x[0], x[1], x[2]))
                .toList();
    }

    boolean real() {
        return low.contains(".") || low.contains("e");
    }

    String below() {
        var value = Double.parseDouble(low);
        return real() ? Double.toString(value == 1e-300 ? 0 : value - Math.max(1e-13, value / 2)) : minusOne();
    }

    private String minusOne() {
        return Long.toString(Long.parseLong(low) - 1);
    }

    String above() {
        return real() ? Double.toString(Double.parseDouble(high) * 1.5) : Long.toString(Long.parseLong(high) + 1);
    }
}
