/* The training step of the text model as users of Tenet run it. */
import { seed } from "@tenetjs/core";
import { disposeTree } from "@tenetjs/core/tensors";
import { randomWindows } from "@tenetjs/datasets";
import { languageModel } from "@tenetjs/models";
import { adam, chain, clipByGlobalNorm, crossEntropy, train, trainingState } from "@tenetjs/training";
import { serve } from "../serve.ts";
import { randomTokens } from "./random-tokens.ts";
import { startKernels, type TenetOptions } from "./start-kernels.ts";

await serve(async (options: TenetOptions) => {
  await startKernels(options);
  const { vocabulary, hiddenSize, layers, batch, time, clip, rate } = options.model;
  const model = languageModel({ vocabularySize: vocabulary, cell: "lstm", hiddenSize, layers });
  const optimizer = chain(clipByGlobalNorm(clip), adam(rate));
  const params = model.init(seed(1));
  const state = trainingState({ params, optimizer });
  disposeTree(params);
  const batches = randomWindows(randomTokens(vocabulary), { batch, time });
  const run = train({ state, objective: crossEntropy(model), optimizer, batches, rng: seed(1) });
  return { step: () => run.next() };
});
