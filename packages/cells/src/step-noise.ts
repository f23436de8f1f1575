import { normal, type Rng, split } from "@tenetjs/core";
import type { Recipe } from "@tenetjs/recipes";
import { type Tensor, type Tensor2D, tensor2d, zeros } from "@tensorflow/tfjs-core";
import type { Run } from "./layer.ts";

/**
 * `run` with the step input `noise`, if the recipe has one and it was not given: numbers from N(0, 1), one for each row and step, in training, drawn from
 * the run's `rng`; zeros elsewhere. The same `rng` draws the same numbers on every backend.
 */
export function withNoise<Given extends Pick<Run, "stepInputs" | "training" | "rng">>(
  { inputs: names }: Recipe,
  inputs: Tensor,
  run: Given,
): Given {
  if (!names.includes("noise") || run.stepInputs.noise !== undefined) return run;
  const [batch, time] = inputs.shape as [number, number];
  const noise =
    run.training && run.rng !== undefined
      ? drawn(split(run.rng, "noise"), batch, time)
      : zeros([batch, time]);
  return { ...run, stepInputs: { ...run.stepInputs, noise: noise as Tensor2D } };
}

function drawn(rng: Rng, batch: number, time: number): Tensor2D {
  return tensor2d(
    Float32Array.from({ length: batch * time }, () => normal(rng, 0, 1)),
    [batch, time],
  );
}
