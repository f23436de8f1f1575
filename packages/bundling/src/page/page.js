// @ts-check
/* A user's page: it trains a small network for a few steps and leaves a report for the test in `globalThis.report`. */
import { start } from "@tenetjs/backends";
import { collect, pipe, seed, take } from "@tenetjs/core";
import { palindromes } from "@tenetjs/datasets";
import "@tenetjs/kernels/register";
import { sequenceClassifier } from "@tenetjs/models";
import { adam, crossEntropy, train, trainingState } from "@tenetjs/training";

async function main() {
  const { backend, threads, whyOneThread } = await start("wasm", { threads: 2 });
  const task = palindromes({ length: 6, batch: 64 });
  const model = sequenceClassifier({
    cell: "lstm",
    input: { kind: "one-hot", size: 10 },
    classes: 10,
    hiddenSize: 32,
  });
  const [objective, optimizer] = [crossEntropy(model), adam(0.01)];
  const state = trainingState({ params: model.init(seed(1)), optimizer });
  const run = train({ state, objective, optimizer, batches: task.training, rng: seed(1), reportEvery: 10 });
  const losses = (await collect(pipe(run, take(3)))).map(({ loss }) => loss);
  return { backend, threads, whyOneThread, losses };
}

Object.assign(globalThis, { report: main().catch((error) => ({ error: String(error) })) });
