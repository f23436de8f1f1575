/*
 * Learns a text and continues it: node train.js [FILE] [STEPS]
 * Without a file, it learns the text below by heart.
 */
import { readFile } from "node:fs/promises";
import { start } from "@tenetjs/backends";
import { pipe, seed, take } from "@tenetjs/core";
import { characterVocabulary, randomWindows } from "@tenetjs/datasets";
import "@tenetjs/kernels/register";
import { languageModel, streamingLanguageModel } from "@tenetjs/models";
import { categorical, generateText, temperature } from "@tenetjs/sampling";
import { adam, crossEntropy, train, trainingState } from "@tenetjs/training";

const [file, steps = 300] = process.argv.slice(2);
const text =
  file === undefined
    ? "The tide comes in, the tide goes out, and the lighthouse keeper counts the waves. ".repeat(30)
    : await readFile(file, "utf8");

const { backend, threads } = await start("auto");
console.log(`Training on ${backend}, ${threads} threads.`);

const vocabulary = characterVocabulary(text);
const model = languageModel({ vocabularySize: vocabulary.size, cell: "lstm", hiddenSize: 64 });
const optimizer = adam(0.01);
const state = trainingState({ params: model.init(seed(1)), optimizer });
const batches = randomWindows(vocabulary.encode(text), { batch: 32, time: 40, seed: 1 });
const run = train({
  state,
  objective: crossEntropy(model),
  optimizer,
  batches,
  rng: seed(1),
  reportEvery: 50,
});
for await (const { step, loss } of pipe(run, take(Number(steps) / 50))) {
  console.log(`step ${step}: loss ${loss.toFixed(2)}`);
}

for await (const chunk of generateText({
  model: streamingLanguageModel(model, state.params),
  prompt: vocabulary.encode(text.slice(0, 8)),
  pick: categorical(seed(2)),
  transforms: [temperature(0.5)],
  length: 200,
  decoder: vocabulary.decoder,
})) {
  process.stdout.write(chunk.text);
}
process.stdout.write("\n");
