import {
  expandDims,
  greater,
  stack,
  type Tensor,
  type Tensor2D,
  type Tensor3D,
  tile,
  unstack,
  where,
} from "@tensorflow/tfjs-core";
import type { CellState } from "./cell-state.ts";
import type { Run, Unrolled } from "./layer.ts";

/**
 * The outputs and the last state of a cell whose `advance` computes one step: it returns the state after the step, whose `h` is the
 * output. For the author of a {@link Layer}. The `mask` of `run` determines which steps leave the state unchanged, and its `keep` which
 * outputs are returned.
 */
export function unrollSteps(
  steps: number,
  run: Pick<Run<CellState>, "state" | "mask" | "keep">,
  advance: Advance,
): Unrolled<CellState> {
  const advanceMasked = withMask(run.mask, advance);
  let state = run.state;
  const outputs: Tensor2D[] = [];
  for (let step = 0; step < steps; step += 1) {
    state = advanceMasked(step, state);
    if (run.keep === "all") outputs.push(state.h);
  }
  return { outputs: (run.keep === "all" ? stack(outputs, 1) : expandDims(state.h, 1)) as Tensor3D, state };
}

/** Returns the state after step number `step`, counted from 0, given the state before it. */
export type Advance = (step: number, state: CellState) => CellState;

/** `advance`, but rows whose step is padded keep their state. It selects instead of multiplying, so a NaN in the padding has no effect. */
function withMask(mask: Tensor2D | undefined, advance: Advance): Advance {
  if (mask === undefined) return advance;
  const masks = unstack(expandDims(mask, 2), 1);
  return (step, state) => {
    const next = advance(step, state);
    const real = greater(tile(masks[step] as Tensor, [1, state.h.shape[1]]), 0);
    return Object.fromEntries(
      Object.entries(next).map(([name, value]) => [name, where(real, value, state[name] as Tensor)]),
    ) as CellState;
  };
}
