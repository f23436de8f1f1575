/* Characters of the text model, one after another, as users of Tenet generate them. */
import { seed } from "@tenetjs/core";
import { languageModel, streamingLanguageModel } from "@tenetjs/models";
import { categorical, generate } from "@tenetjs/sampling";
import { serve } from "../serve.ts";
import { startKernels, type TenetOptions } from "./start-kernels.ts";

await serve(async (options: TenetOptions) => {
  await startKernels(options);
  const { vocabulary, hiddenSize, layers, characters } = options.model;
  const model = languageModel({ vocabularySize: vocabulary, cell: "lstm", hiddenSize, layers });
  const tokens = generate({
    model: streamingLanguageModel(model, model.init(seed(1))),
    prompt: [0],
    pick: categorical(seed(1)),
  });
  return {
    characters: async () => {
      for (let index = 0; index < characters; index += 1) await tokens.next();
    },
  };
});
