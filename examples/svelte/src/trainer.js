/* A worker that trains a classifier with a cell of its own, and posts the loss of every tenth step. */
import { start } from "@tenetjs/backends";
import { cell, scan } from "@tenetjs/cells";
import { seed, split } from "@tenetjs/core";
import { palindromes } from "@tenetjs/datasets";
import "@tenetjs/kernels/register";
import { applyHead, initHead } from "@tenetjs/models";
import { adam, crossEntropy, train, trainingState } from "@tenetjs/training";
import { squeeze } from "@tensorflow/tfjs-core";
import { peeking } from "./peeking.js";

const digits = 10;
const hiddenSize = 32;

/** One layer of the cell, and a linear head on its last output. */
function classifier() {
  const layer = cell(peeking, { inputSize: digits, hiddenSize });
  return {
    init: (rng) => ({
      cell: layer.init(split(rng, "cell")),
      head: initHead(split(rng, "head"), hiddenSize, digits),
    }),
    apply(params, inputs, run) {
      const { outputs, state } = scan(layer, params.cell, inputs, { ...run, keep: "last" });
      return { logits: applyHead(params.head, squeeze(outputs, [1])), state };
    },
  };
}

await start("auto");
const task = palindromes({ length: 8, batch: 64 });
const model = classifier();
const [objective, optimizer] = [crossEntropy(model), adam(0.01)];
const state = trainingState({ params: model.init(seed(1)), optimizer });
const run = train({ state, objective, optimizer, batches: task.training, rng: seed(1), reportEvery: 10 });
for await (const { step, loss } of run) globalThis.postMessage({ step, loss });
