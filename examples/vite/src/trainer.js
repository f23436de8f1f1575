/* A worker that learns the text that it is sent, and posts the loss and a sample now and then. */
import { start } from "@tenetjs/backends";
import { seed } from "@tenetjs/core";
import { characterVocabulary, randomWindows } from "@tenetjs/datasets";
import "@tenetjs/kernels/register";
import { languageModel, streamingLanguageModel } from "@tenetjs/models";
import { categorical, generateText, temperature } from "@tenetjs/sampling";
import { adam, crossEntropy, train, trainingState } from "@tenetjs/training";

globalThis.onmessage = async ({ data: text }) => {
  await start("auto");
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
    reportEvery: 10,
  });
  for await (const { step, loss } of run) {
    let sample = "";
    for await (const chunk of generateText({
      model: streamingLanguageModel(model, state.params),
      prompt: vocabulary.encode(text.slice(0, 1)),
      pick: categorical(seed(step)),
      transforms: [temperature(0.5)],
      length: 200,
      decoder: vocabulary.decoder,
    })) {
      sample += chunk.text;
    }
    globalThis.postMessage({ step, loss, sample });
  }
};
