import { differentiable } from "@tenetjs/core/tensors/internals";
import type { Gate, GateSource, Recipe } from "@tenetjs/recipes";
import {
  add,
  clone,
  matMul,
  type Rank,
  reshape,
  split,
  type Tensor,
  type Tensor2D,
  type Tensor3D,
  unstack,
  zeros,
} from "@tensorflow/tfjs-core";
import type { CellParams } from "./cell-params.ts";
import { rowLookup } from "./row-lookup.ts";

/** The gates of each step before their nonlinearity, `[batch, hidden]` each, by name. */
export type PreActivations = (step: number, h: Tensor2D) => Record<string, Tensor>;

/** The gates whose columns stand in that weight matrix, in order. `wx` has no "hidden" gates, `wh` no "input" ones. */
export function gatesOf(recipe: Recipe, weights: "wx" | "wh"): readonly Gate[] {
  const absent: GateSource = weights === "wx" ? "hidden" : "input";
  return recipe.gates.filter(({ from }) => from !== absent);
}

/**
 * x Wx + h Wh + b. The part from x is one product, made here for all steps; what is returned adds the part from h,
 * step by step.
 */
export function preActivations(recipe: Recipe, params: CellParams, inputs: Tensor): PreActivations {
  const { wx, wh, b } = params;
  const xGates = gatesOf(recipe, "wx");
  const hGates = gatesOf(recipe, "wh");
  const fromInput = xGates.length === 0 ? [] : unstack(projectInputs(inputs, wx), 1);

  if (recipe.gates.every(({ from }) => from === "both")) {
    return (step, h) => {
      const sums = add(add(fromInput[step] as Tensor, matMul(h, wh)), b);
      return named(recipe.gates, split(sums, recipe.gates.length, 1));
    };
  }
  const unused = [...(xGates.length === 0 ? [wx] : []), ...(hGates.length === 0 ? [wh] : [])];
  const biases = named(recipe.gates, split(onTape(b, unused), recipe.gates.length));
  return (step, h) => {
    const x = xGates.length === 0 ? {} : named(xGates, split(fromInput[step] as Tensor, xGates.length, 1));
    const r = hGates.length === 0 ? {} : named(hGates, split(matMul(h, wh), hGates.length, 1));
    const sum = ({ name, from }: Gate) => {
      const product =
        from === "both"
          ? add(x[name] as Tensor, r[name] as Tensor)
          : ((from === "input" ? x : r)[name] as Tensor);
      return add(product, biases[name] as Tensor);
    };
    return Object.fromEntries(recipe.gates.map((gate) => [gate.name, sum(gate)]));
  };
}

/**
 * `b`, with matrices that have no columns on its gradient tape: tfjs refuses the gradient by what has no part in the result, and
 * theirs is as empty as they are.
 */
function onTape(b: Tensor, unused: readonly Tensor2D[]): Tensor {
  if (unused.length === 0) return b;
  const identity = (given: Tensor) => ({
    value: clone(given),
    saved: [],
    gradient: (dy: Tensor) => [dy, ...unused.map(({ shape }) => zeros(shape))],
  });
  return differentiable(identity, b, ...unused);
}

/** x Wx for all steps at once, `[batch, time, columns]`, from inputs `[batch, time, input]` or int32 ids `[batch, time]`. */
export function projectInputs(inputs: Tensor, wx: Tensor2D): Tensor3D {
  const [batch, time] = inputs.shape as [number, number];
  const rows =
    inputs.rank === 2
      ? rowLookup(wx, reshape(inputs, [batch * time]))
      : matMul(reshape(inputs, [batch * time, -1]), wx);
  return reshape<Rank.R3>(rows, [batch, time, wx.shape[1]]);
}

function named(gates: readonly Gate[], blocks: Tensor[]): Record<string, Tensor> {
  return Object.fromEntries(gates.map(({ name }, index) => [name, blocks[index] as Tensor]));
}
