/* A worker that trains a network on palindromes, and posts the loss and the accuracy of every tenth step. */
import { start } from "@tenetjs/backends";
import { seed } from "@tenetjs/core";
import { palindromes } from "@tenetjs/datasets";
import "@tenetjs/kernels/register";
import { sequenceClassifier } from "@tenetjs/models";
import { adam, crossEntropy, train, trainingState } from "@tenetjs/training";

globalThis.onmessage = async ({ data: { cell, length } }) => {
  // Two networks train at once, so each takes one thread.
  await start("wasm", { threads: 1 });
  const task = palindromes({ length, batch: 64 });
  const model = sequenceClassifier({
    cell,
    input: { kind: "one-hot", size: 10 },
    classes: 10,
    hiddenSize: 64,
  });
  const [objective, optimizer] = [crossEntropy(model), adam(0.005)];
  const state = trainingState({ params: model.init(seed(1)), optimizer });
  const run = train({ state, objective, optimizer, batches: task.training, rng: seed(1), reportEvery: 10 });
  for await (const { step, loss, metrics } of run) {
    globalThis.postMessage({ step, loss, accuracy: metrics.accuracy });
  }
};
