import type { SequenceClassifierOptions } from "./classifier.ts";
import type { LanguageModelOptions } from "./language-model.ts";
import { cellOf, sizesOf } from "./recurrent-layers.ts";
import type { RegressorOptions } from "./regressor.ts";

/** The options of any model. */
export type ModelOptions = SequenceClassifierOptions | RegressorOptions | LanguageModelOptions;

/** The number of parameters of a model, in total and for each part. */
export type ModelParameterCount = {
  readonly total: number;
  readonly parts: readonly ModelPart[];
};

export type ModelPart = {
  /** `embedding`, `layer 1 (lstm)`, ..., `head`. */
  readonly name: string;
  /**
   * A formula in the sizes of the part. `V·e` for an embedding of V ids with e numbers each. The formula of the cell, such as
   * `4·n·(d+n+1)`, for a layer. `K·(n+1)` for a head with K classes, tokens or numbers, or `K` for a tied head. A bidirectional layer has two cells,
   * `2·(...)`, and n numbers for the head are then both of theirs: `K·(2·n+1)`.
   */
  readonly formula: string;
  readonly count: number;
};

/**
 * The number of parameters of the model that `options` describe: of the embedding, if it has one, of each recurrent layer, and of the
 * head.
 */
export function parameterCount(options: ModelOptions): ModelParameterCount {
  const { ids, classes, dimensions, inputSize, tied } = endsOf(options);
  const cell = cellOf(options);
  const directions = "bidirectional" in options && options.bidirectional === true ? 2 : 1;
  const sizes = sizesOf(inputSize, options);
  const layers = sizes.map((size, index) => {
    const { formula, total } = cell.parameterCount(size);
    const name = `layer ${index + 1} (${cell.name})`;
    if (directions === 1) return { name, formula, count: total };
    return { name, formula: `2·(${formula})`, count: 2 * total };
  });
  const outputSize = directions * (sizes.at(-1)?.hiddenSize ?? 0);
  const parts = [
    ...(dimensions === undefined ? [] : [{ name: "embedding", formula: "V·e", count: ids * dimensions }]),
    ...layers,
    tied
      ? { name: "head", formula: "K", count: classes }
      : {
          name: "head",
          formula: directions === 1 ? "K·(n+1)" : "K·(2·n+1)",
          count: classes * (outputSize + 1),
        },
  ];
  return { total: parts.reduce((sum, { count }) => sum + count, 0), parts };
}

/** The sizes of the input layer and the head. */
function endsOf(options: ModelOptions) {
  if ("vocabularySize" in options) {
    const { vocabularySize, embedding, tied = false } = options;
    const inputSize = embedding ?? vocabularySize;
    return { ids: vocabularySize, classes: vocabularySize, dimensions: embedding, inputSize, tied };
  }
  const { input } = options;
  const classes = "classes" in options ? options.classes : (options.outputs ?? 1);
  const dimensions = input.kind === "embedding" ? (input.dimensions ?? 32) : undefined;
  return { ids: input.size, classes, dimensions, inputSize: dimensions ?? input.size, tied: false };
}
