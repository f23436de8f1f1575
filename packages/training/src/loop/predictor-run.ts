import type { Rng } from "@tenetjs/core";
import { phrase, problem } from "@tenetjs/core/internals";
import type { TensorTree } from "@tenetjs/core/tensors";
import type { Tensor, Tensor2D } from "@tensorflow/tfjs-core";
import type { ObjectiveContext, TensorBatch } from "./objective.ts";

/** The options with which an objective runs a model. */
export type PredictorRun<State extends TensorTree> = {
  readonly training: boolean;
  readonly rng: Rng;
  readonly state?: State;
  readonly firstStep: number;
  readonly mask?: Tensor2D;
  readonly time?: Tensor2D;
};

/** The options with which to run a model over a batch. */
export function predictorRun<State extends TensorTree>(
  { mask, time }: TensorBatch,
  { training, rng, state, firstStep }: ObjectiveContext,
): PredictorRun<State> {
  return {
    training,
    rng,
    firstStep,
    ...(state === undefined ? {} : { state: state as State }),
    ...(mask === undefined ? {} : { mask }),
    ...(time === undefined ? {} : { time }),
  };
}

/** @throws {TypeError} when a model has no output of the name that an objective reads. */
export function checkOutput(where: string, output: Tensor | undefined, name: string, next: string): void {
  if (output !== undefined) return;
  throw new TypeError(problem(where, `a model whose apply returns ${name}`, phrase("another one"), next));
}

/** The mask of a batch's targets: the mask of its steps, if each step has a target. */
export function countedSteps({ targets, mask }: TensorBatch): { readonly mask?: Tensor2D | undefined } {
  return hasTargetsOfSteps(targets, mask) ? { mask } : {};
}

/** Whether each step has a target, so that the mask of steps is one of targets. */
export function hasTargetsOfSteps(
  targets: { readonly shape: readonly number[] },
  mask: { readonly shape: readonly number[] } | undefined,
): boolean {
  return targets.shape.length > 1 && targets.shape[1] === mask?.shape[1];
}
