import type { Trial } from "@tenetjs/backends";
import { seed } from "@tenetjs/core";
import { disposeTree } from "@tenetjs/core/tensors";
import type { LanguageModel } from "@tenetjs/models";
import { scoredTogether, scoreText } from "./score-text.ts";

/** A trial that times the scoring of a text on the current backend, one batch per step, with fresh parameters. */
export function scoringTrial(model: LanguageModel): Trial {
  const params = model.init(seed("trial"));
  return {
    run: (steps) => {
      const tokens = new Int32Array(steps * scoredTogether + 1);
      return scoreText(model, params, { tokens, characters: tokens.length });
    },
    end: () => disposeTree(params),
  };
}
