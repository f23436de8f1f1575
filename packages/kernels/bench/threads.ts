/*
 * The time of a training step by the number of threads: the text model (vocabulary 87, two LSTM layers of 128, windows of 30, batch
 * 64) with clipping and Adam. The rounds are interleaved, so that other load affects all alike. In the package's folder, run
 * `node --conditions=@tenetjs/source bench/threads.ts [maximum number of threads]`.
 */
import { start } from "@tenetjs/backends";
import { integer, seed } from "@tenetjs/core";
import { randomWindows } from "@tenetjs/datasets";
import { languageModel } from "@tenetjs/models";
import { adam, chain, clipByGlobalNorm, crossEntropy, train, trainingState } from "@tenetjs/training";
import "../src/register.ts";

const most = Number(process.argv[2] ?? 4);
const [vocabularySize, batch, time] = [87, 64, 30];
const [rounds, stepsOfRound] = [12, 10];

const counts = [1, 2, 4, 8, 16].filter((threads) => threads <= most);
const { device } = await start("wasm", { threads: most });
const model = languageModel({ vocabularySize, cell: "lstm", hiddenSize: 128, layers: 2 });
const optimizer = chain(clipByGlobalNorm(5), adam(2e-3));
const rng = seed(1);
const text = Int32Array.from({ length: 100_000 }, () => integer(rng, vocabularySize));
const runs = counts.map((threads) => {
  const state = trainingState({ params: model.init(seed(1)), optimizer });
  const batches = randomWindows(text, { batch, time, seed: 1 });
  return {
    threads,
    events: train({ state, objective: crossEntropy(model), optimizer, batches, rng: seed(1) }),
    times: [] as number[],
    losses: [] as number[],
  };
});

for (let round = 0; round < rounds; round += 1) {
  for (const { threads, events, times, losses } of runs) {
    await start("wasm", { threads });
    for (let step = 0; step < stepsOfRound; step += 1) {
      const from = performance.now();
      const { value } = await events.next();
      if (round > 0) times.push(performance.now() - from);
      if (value) losses.push(value.loss);
    }
  }
}

const median = (times: number[]) => [...times].sort((a, b) => a - b)[times.length >> 1] as number;
const alone = runs[0] as (typeof runs)[number];
const lines = runs.map(({ threads, times, losses }) => {
  const same = losses.every((loss, index) => loss === alone.losses[index]) ? "same" : "different";
  const [middle, gain] = [median(times), median(alone.times) / median(times)];
  const fastest = Math.min(...times);
  return `  ${threads} threads: ${middle.toFixed(1)} ms (fastest ${fastest.toFixed(1)}), ${gain.toFixed(2)} times as fast; ${same} losses to the bit`;
});
process.stdout.write(
  `${device}, Node ${process.versions.node}: a training step, medians\n${lines.join("\n")}\n`,
);
