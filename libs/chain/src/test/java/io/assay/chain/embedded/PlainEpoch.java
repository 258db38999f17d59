package io.assay.chain.embedded;

/**
 * An epoch once more, from the formulas alone, number by number: what {@link Epoch} and {@link Yuma} are held against.
 * Every array is indexed by uid, every matrix by validator and then by miner.
 */
final class PlainEpoch {
    private static final double KAPPA = 32767.0 / 65535.0;

    final int n;
    final double[] incentive;
    final double[] dividends;
    final double[] consensus;
    final double[] trust;
    final double[][] bonds;
    final double[] minerShare;
    final double[] validatorShare;
    final boolean[] permit;

    PlainEpoch(
            long block,
            long lastEpoch,
            long tempo,
            long cutoff,
            long threshold,
            int validators,
            long[] stake,
            boolean[] hadPermit,
            long[] updated,
            long[] registered,
            long[] openCommit,
            double[][] rawWeights,
            double[][] oldBonds) {
        n = stake.length;

        // S: the share of the stake that counts, of those with a permit who are active.
        var s = new double[n];
        double sTotal = 0;
        for (int i = 0; i < n; i++) {
            boolean says = hadPermit[i] && stake[i] >= threshold && updated[i] + cutoff >= block;
            s[i] = says ? stake[i] : 0;
            sTotal += s[i];
        }
        for (int i = 0; i < n; i++) {
            s[i] = sTotal == 0 ? 0 : s[i] / sTotal;
        }

        // W: permitted rows without their diagonal and without what is older than a registration, each summing to 1.
        var w = new double[n][n];
        for (int i = 0; i < n; i++) {
            double row = 0;
            for (int j = 0; j < n; j++) {
                boolean counts = hadPermit[i] && i != j && updated[i] > registered[j] && openCommit[i] >= registered[j];
                w[i][j] = counts ? rawWeights[i][j] : 0;
                row += w[i][j];
            }
            for (int j = 0; j < n; j++) {
                w[i][j] = row == 0 ? 0 : w[i][j] / row;
            }
        }

        // C_j: the largest weight that enough of the stake gives j or more.
        consensus = new double[n];
        for (int j = 0; j < n; j++) {
            for (int i = 0; i < n; i++) {
                double behind = 0;
                for (int k = 0; k < n; k++) {
                    if (w[k][j] >= w[i][j]) {
                        behind += s[k];
                    }
                }
                if (s[i] > 0 && behind >= KAPPA && w[i][j] > consensus[j]) {
                    consensus[j] = w[i][j];
                }
            }
        }

        var clipped = new double[n][n];
        trust = new double[n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                clipped[i][j] = w[i][j] < consensus[j] ? w[i][j] : consensus[j];
                trust[i] += clipped[i][j];
            }
        }

        incentive = new double[n];
        double ranks = 0;
        for (int j = 0; j < n; j++) {
            for (int i = 0; i < n; i++) {
                incentive[j] += s[i] * clipped[i][j];
            }
            ranks += incentive[j];
        }
        for (int j = 0; j < n; j++) {
            incentive[j] = ranks == 0 ? 0 : incentive[j] / ranks;
        }

        // Bonds: shares of the old and of the new, moved by a tenth, as shares again.
        long lastTempo = lastEpoch == 0 ? block - tempo : lastEpoch + 1;
        bonds = new double[n][n];
        for (int j = 0; j < n; j++) {
            double olds = 0;
            double news = 0;
            for (int i = 0; i < n; i++) {
                olds += registered[j] >= lastTempo ? 0 : oldBonds[i][j];
                news += s[i] * clipped[i][j];
            }
            double both = 0;
            for (int i = 0; i < n; i++) {
                double before = olds == 0 || registered[j] >= lastTempo ? 0 : oldBonds[i][j] / olds;
                double now = news == 0 ? 0 : s[i] * clipped[i][j] / news;
                bonds[i][j] = 0.1 * now + 0.9 * before;
                both += bonds[i][j];
            }
            for (int i = 0; i < n; i++) {
                bonds[i][j] = both == 0 ? 0 : bonds[i][j] / both;
            }
        }

        dividends = new double[n];
        double earned = 0;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                dividends[i] += bonds[i][j] * incentive[j];
            }
            earned += dividends[i];
        }
        for (int i = 0; i < n; i++) {
            dividends[i] = earned == 0 ? 0 : dividends[i] / earned;
        }

        // Emission, as shares of all of it: half and half, or to the stake if nothing was earned.
        minerShare = new double[n];
        validatorShare = new double[n];
        double counted = 0;
        for (int i = 0; i < n; i++) {
            counted += stake[i] >= threshold ? stake[i] : 0;
        }
        for (int i = 0; i < n; i++) {
            double all = counted == 0 || stake[i] < threshold ? 0 : stake[i] / counted;
            minerShare[i] = incentive[i] / 2;
            validatorShare[i] = earned > 0 ? dividends[i] / 2 : sTotal > 0 ? s[i] : all;
        }

        // Permits of the next epoch: who has fewer than so many with more stake, or as much and a higher uid.
        permit = new boolean[n];
        for (int i = 0; i < n; i++) {
            int before = 0;
            for (int k = 0; k < n; k++) {
                boolean isBefore = stake[k] > stake[i] || (stake[k] == stake[i] && k > i);
                before += isBefore && stake[k] >= threshold ? 1 : 0;
            }
            permit[i] = stake[i] > 0 && stake[i] >= threshold && before < validators;
        }
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                bonds[i][j] = permit[i] ? bonds[i][j] : 0;
            }
        }
    }
}
