// Prints for each case: players, microseconds of one match, largest difference from the ratings expected.
import { readFileSync } from "node:fs";
import { rate } from "openskill";
import { plackettLuce } from "openskill/models";

const millis = (run, times) => {
  const from = performance.now();
  for (let i = 0; i < times; i++) run();
  return (performance.now() - from) / times;
};

for (const { before, after } of JSON.parse(readFileSync(process.argv[2], "utf8"))) {
  const teams = before.mu.map((mu, i) => [{ mu, sigma: before.sigma[i] }]);
  const options = { model: plackettLuce, mu: 25, sigma: 25 / 3, beta: 20, tau: 0.1, score: before.scores };
  const run = () => rate(teams, options);
  const differences = run().flatMap(([{ mu, sigma }], i) => [
    Math.abs(mu - after.mu[i]),
    Math.abs(sigma - after.sigma[i]),
  ]);
  for (const until = performance.now() + 700; performance.now() < until; ) run();
  const times = Math.max(1, Math.round(60 / millis(run, 3)));
  const batches = Array.from({ length: 15 }, () => millis(run, times)).sort((a, b) => a - b);
  console.log(teams.length, 1000 * batches[7], Math.max(...differences));
}
