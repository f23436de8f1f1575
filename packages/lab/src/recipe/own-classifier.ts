import { cell, scan, stack } from "@tenetjs/cells";
import { split } from "@tenetjs/core";
import { tidied } from "@tenetjs/core/tensors";
import {
  applyHead,
  cellInitialisers,
  initHead,
  inputLayer,
  type SequenceClassifier,
  type SequenceClassifierOptions,
} from "@tenetjs/models";
import type { Recipe } from "@tenetjs/recipes";
import { squeeze, type Tensor2D } from "@tensorflow/tfjs-core";

/** What a network of the lab needs of a classifier. */
export type Classifier = Pick<SequenceClassifier, "recurrent" | "init" | "apply">;

/** A classifier with one layer of a recipe of the reader's own. With a recipe of the table, it is the same network as `sequenceClassifier` makes. */
export function ownClassifier(
  recipe: Recipe,
  { input, classes, hiddenSize = 128, ...initial }: Omit<SequenceClassifierOptions, "cell">,
): Classifier {
  const read = inputLayer(input);
  const sizes = { inputSize: read.outputSize, hiddenSize };
  const recurrent = stack(cell(recipe, { ...sizes, ...cellInitialisers(initial) }));
  return {
    recurrent,
    init: (rng) => ({
      input: read.init(split(rng, "input")),
      recurrent: recurrent.init(split(rng, "recurrent")),
      head: initHead(split(rng, "head"), hiddenSize, classes),
    }),
    apply: (params, inputs, run = {}) =>
      tidied(() => {
        const { outputs, state } = scan(recurrent, params.recurrent, read.apply(params.input, inputs), {
          ...run,
          keep: "last",
        });
        return { logits: applyHead(params.head, squeeze(outputs, [1])) as Tensor2D, state };
      }),
  };
}
