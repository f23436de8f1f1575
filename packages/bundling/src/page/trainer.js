// @ts-check
/* A worker that trains a text model of two layers with 128 units each on the text that it is sent, and posts every loss. */
import { start } from "@tenetjs/backends";
import { seed } from "@tenetjs/core";
import { characterVocabulary, randomWindows } from "@tenetjs/datasets";
import "@tenetjs/kernels/register";
import { languageModel } from "@tenetjs/models";
import { adam, crossEntropy, train, trainingState } from "@tenetjs/training";

globalThis.onmessage = async ({ data: text }) => {
  await start("auto");
  const vocabulary = characterVocabulary(text);
  const model = languageModel({ vocabularySize: vocabulary.size, cell: "lstm", hiddenSize: 128, layers: 2 });
  const optimizer = adam(0.01);
  const state = trainingState({ params: model.init(seed(1)), optimizer });
  const batches = randomWindows(vocabulary.encode(text), { batch: 64, time: 30, seed: 1 });
  const run = train({ state, objective: crossEntropy(model), optimizer, batches, rng: seed(1) });
  for await (const { step, loss } of run) globalThis.postMessage({ step, loss });
};
