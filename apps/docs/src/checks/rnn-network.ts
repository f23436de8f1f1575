import { rnnRecipe } from "@tenetjs/cells";
import { type Rng, split } from "@tenetjs/core";
import { type Matrix, plus, randomMatrix, randomVector, times, transposed, type Vector } from "./arrays.ts";
import { crossEntropy, errorOf } from "./cross-entropy.ts";
import { outputsOf, type Weights } from "./unroll.ts";

/** A small RNN that reads a sequence and predicts a class after its last step. */
export type RnnNetwork = {
  readonly weights: Weights;
  readonly wph: Matrix;
  readonly bp: Vector;
  readonly inputs: Matrix;
  readonly h0: Vector;
  readonly target: number;
};

const [inputSize, hiddenSize, classes, target] = [2, 3, 4, 1];

export function rnnNetwork(rng: Rng, steps: number): RnnNetwork {
  return {
    weights: {
      wx: randomMatrix(split(rng, "wx"), inputSize, hiddenSize, 0.7),
      wh: randomMatrix(split(rng, "wh"), hiddenSize, hiddenSize, 0.5),
      b: randomVector(split(rng, "b"), hiddenSize, 0.1),
    },
    wph: randomMatrix(split(rng, "wph"), hiddenSize, classes),
    bp: randomVector(split(rng, "bp"), classes, 0.1),
    inputs: randomMatrix(split(rng, "inputs"), steps, inputSize),
    h0: randomVector(split(rng, "h0"), hiddenSize, 0.5),
    target,
  };
}

/** The outputs of all steps, by the package's recipe, and the loss. */
export function forward({ weights, wph, bp, inputs, h0, target }: RnnNetwork) {
  const outputs = outputsOf(rnnRecipe, weights, inputs, h0);
  const logits = plus(times(outputs.at(-1) ?? h0, wph), bp);
  return { outputs, logits, loss: crossEntropy(logits, target) };
}

/** dL/dh_t of each step, by the formula: (ŷ - y) Wph^T at the last, and before it dL/dh_{t+1} diag(1 - h_{t+1}^2) Wh^T. */
export function outputGradients(network: RnnNetwork): number[][] {
  const { outputs, logits } = forward(network);
  const back = transposed(network.weights.wh);
  const gradients = [times(errorOf(logits, network.target), transposed(network.wph))];
  for (const h of outputs.slice(1).reverse()) {
    gradients.unshift(times(beforeTanh(gradients[0] as number[], h), back));
  }
  return gradients;
}

/** The gradient by what the tanh was applied to: dL/dh (1 - h^2), unit by unit. */
export function beforeTanh(gradient: Vector, h: Vector): number[] {
  return gradient.map((value, unit) => value * (1 - (h[unit] as number) ** 2));
}
