import type { Trial } from "@tenetjs/backends";
import { seed } from "@tenetjs/core";
import { disposeTree } from "@tenetjs/core/tensors";
import { streamingLanguageModel } from "@tenetjs/models";
import type { SamplingOptions } from "../options/sampling-options.ts";
import type { Language } from "../tasks/task.ts";
import { drawSamples } from "./draw-samples.ts";

/** A trial that times sampling with `options` on the current backend, from a network with fresh parameters. */
export function samplingTrial(
  { model, vocabulary }: Pick<Language, "model" | "vocabulary">,
  options: SamplingOptions,
): Trial {
  const params = model.init(seed("trial"));
  const stream = streamingLanguageModel(model, params);
  return {
    run: async (steps) => {
      const chunks = drawSamples({
        model: stream,
        vocabulary,
        prompt: Int32Array.of(0),
        options: { ...options, length: steps, stop: [] },
        onToken: () => {},
        signal: new AbortController().signal,
      });
      for await (const _ of chunks);
    },
    end: () => disposeTree(params),
  };
}
