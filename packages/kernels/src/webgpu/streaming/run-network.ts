import type { TensorInfo } from "@tensorflow/tfjs-core";
import type { Gpu } from "../device/gpu.ts";
import type { StreamScalar } from "./network-code.ts";
import type { NetworkPlan } from "./network-plan.ts";
import { headShader, layerShader, pickShader, type StreamBuffer, wholeShader } from "./stream-shaders.ts";

/** The work of a call: a step for each of the `given` ids of a row, and then for each drawn id except the last. */
export type Run = {
  readonly batch: number;
  readonly given: number;
  readonly draws: number;
  readonly buffers: Readonly<Record<StreamBuffer, TensorInfo>>;
  readonly scalars: Readonly<Record<"position" | "greedy" | "topK" | "temperature", number>>;
};

/** Records the dispatches of a run. They advance the states in `buffers.states` from before the first step to after the last. */
export type Runner = (run: Run) => void;

/**
 * The runner of a network. If a step reads up to `maxWeightsPerWorkgroup` weights, one workgroup runs all steps of a row. Otherwise each
 * layer of each step is a dispatch, which spreads over the whole GPU.
 */
export function runner(gpu: Gpu, plan: NetworkPlan, maxWeightsPerWorkgroup: number): Runner {
  return 4 * plan.stepQuads <= maxWeightsPerWorkgroup ? wholeRunner(gpu, plan) : layersRunner(gpu, plan);
}

function wholeRunner(gpu: Gpu, plan: NetworkPlan): Runner {
  const threads = threadsFor(plan);
  const shader = wholeShader(plan, threads);
  const stepsAtOnce = Math.max(1, Math.floor(maxQuadsAtOnce / plan.stepQuads));
  return (run) => {
    const steps = stepsOf(run);
    for (let first = 0; first < steps; first += stepsAtOnce) {
      const scalars = scalarsOf(run, first, Math.min(steps, first + stepsAtOnce));
      gpu.dispatch(shader, { buffers: run.buffers, scalars, groups: [run.batch] });
    }
  };
}

/** The maximum number of quads of weights that a workgroup reads in one dispatch. Systems end dispatches that run for seconds. */
const maxQuadsAtOnce = 2 ** 24;

/** As many threads as the products can use, up to the number that every device allows. */
function threadsFor({ layers, head }: NetworkPlan): number {
  const columns = layers.map(({ products, quads }) =>
    products.reduce((sum, { slots }) => sum + slots.length * quads, 0),
  );
  const wanted = 4 * Math.max(head.quads, ...columns);
  return Math.min(256, Math.max(64, 2 ** Math.ceil(Math.log2(wanted))));
}

function layersRunner(gpu: Gpu, plan: NetworkPlan): Runner {
  const layers = plan.layers.map((_, index) => layerShader(plan, index));
  const head = headShader(plan);
  const pick = pickShader(plan.head, 256);
  return (run) => {
    const { batch, given, draws, buffers } = run;
    const { weights, states, ids, randomNumbers, logits, drawn } = buffers;
    const steps = stepsOf(run);
    for (let step = 0; step < steps; step += 1) {
      const scalars = scalarsOf(run, step, step + 1);
      for (const { shader, tiles } of layers) {
        gpu.dispatch(shader, { buffers: { weights, states, ids, drawn }, scalars, groups: [tiles, batch] });
      }
      if (step + 1 < given) continue;
      gpu.dispatch(head.shader, {
        buffers: { weights, states, logits },
        scalars,
        groups: [head.tiles, batch],
      });
      if (draws > 0)
        gpu.dispatch(pick, { buffers: { logits, randomNumbers, drawn }, scalars, groups: [batch] });
    }
  };
}

/** The number of steps of `run`. */
export function stepsOf({ given, draws }: Pick<Run, "given" | "draws">): number {
  return given + Math.max(0, draws - 1);
}

function scalarsOf(run: Run, first: number, last: number): Record<StreamScalar, number> {
  const { batch, given, draws, scalars } = run;
  return { ...scalars, batch, given, draws, steps: stepsOf(run), first, last };
}
