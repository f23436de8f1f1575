import { checkInteger } from "@tenetjs/core/internals";
import type { Recipe } from "../language/recipe.ts";
import { weightBlocks } from "../language/weight-blocks.ts";
import { costOf } from "./cost-of.ts";
import type { Stage } from "./stage.ts";
import { stepProgram } from "./step-program.ts";

/** What one row of a batch costs at one step, in training. */
export type StepCost = {
  readonly forward: PassCost;
  readonly backward: PassCost;
};

export type PassCost = {
  /** Multiplications and additions of the matrix products: forward, x Wx and h Wh; backward, those of their gradients. */
  readonly productFlops: number;
  /** Floating-point operations of the recipe's own arithmetic, roughly: a tanh or a sigmoid counts as 26 to 28. */
  readonly pointwiseFlops: number;
  /** Bytes that the arithmetic reads and writes. */
  readonly bytes: number;
};

/**
 * What a step of a cell made from `recipe` costs, read off its compiled program. Values that rows share (the openness of a
 * temporal gate at one time for all) are not counted, since they are computed once for all rows.
 *
 * @throws {RangeError} when a size is not an integer of at least 1.
 */
export function stepCost(
  recipe: Recipe,
  { inputSize, hiddenSize }: { readonly inputSize: number; readonly hiddenSize: number },
): StepCost {
  checkInteger("stepCost", "inputSize", inputSize, 1);
  checkInteger("stepCost", "hiddenSize", hiddenSize, 1);
  const blocks = weightBlocks(recipe);
  const weights = hiddenSize * (blocks.wx * inputSize + blocks.wh * hiddenSize);
  const program = stepProgram(recipe, { training: true, sharedInputs: recipe.inputs });
  return {
    // Backward, a product has two gradients: that of its input and that of its weights.
    forward: { productFlops: 2 * weights, ...pointwise(hiddenSize, program.forward, program.second?.factor) },
    backward: {
      productFlops: 4 * weights,
      ...pointwise(hiddenSize, program.backward, program.second?.lateGradients),
    },
  };
}

function pointwise(hiddenSize: number, ...stages: readonly (Stage | undefined)[]) {
  const instructions = stages.flatMap((stage) => stage?.instructions ?? []);
  const writes = stages.flatMap((stage) => stage?.writes ?? []);
  const flops = instructions.reduce((sum, value) => sum + costOf(value), 0);
  const reads = instructions.filter(({ operation }) => operation === "read").length;
  const updates = writes.filter(({ mode }) => mode === "add").length;
  return {
    pointwiseFlops: hiddenSize * (flops + updates),
    bytes: 4 * hiddenSize * (reads + updates + writes.length),
  };
}
