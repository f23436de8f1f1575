import { differentiable } from "@tenetjs/core/tensors/internals";
import { type Gate, type GateSource, nodes, type Recipe } from "@tenetjs/recipes";
import { stepRoots } from "@tenetjs/recipes/internals";
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
import type { CellState } from "./cell-state.ts";
import { rowLookup } from "./row-lookup.ts";

/** The gates of a step before their nonlinearity, by name, `[batch, hidden]` each. */
export type PreActivations = {
  /** All gates, but for those of a second product. */
  readonly first: (step: number, h: Tensor2D) => Record<string, Tensor>;
  /** The gates of the second product, from what it multiplies. */
  readonly second: (step: number, factor: Tensor2D) => Record<string, Tensor>;
};

/** The gates that have columns in the given weight matrix, in order. `wx` has no "hidden" gates, and `wh` no "input" gates. */
export function gatesOf(recipe: Recipe, weights: "wx" | "wh"): readonly Gate[] {
  const absent: GateSource = weights === "wx" ? "hidden" : "input";
  return recipe.gates.filter(({ from }) => from !== absent);
}

/**
 * x Wx + h Wh + b, as a function of the step and h. The product with x is computed here, once for all steps; the function that is
 * returned adds the products with h, and with the factor of a second product, step by step. A result has a gradient by every state before the first step: it is 0 by one that the recipe does not read.
 */
export function preActivations(
  recipe: Recipe,
  params: CellParams,
  inputs: Tensor,
  state: CellState,
): PreActivations {
  const { wx, wh } = params;
  const xGates = gatesOf(recipe, "wx");
  const hGates = gatesOf(recipe, "wh");
  const fromInput = xGates.length === 0 ? [] : unstack(projectInputs(inputs, wx), 1);
  const b = onTape(params.b, [
    ...(xGates.length === 0 ? [wx] : []),
    ...(hGates.length === 0 ? [wh] : []),
    ...unreadStates(recipe).map((name) => state[name] as Tensor),
  ]);

  const late = lateCount(recipe);
  if (late === 0 && recipe.gates.every(({ from }) => from === "both")) {
    const first: PreActivations["first"] = (step, h) => {
      const sums = add(add(fromInput[step] as Tensor, matMul(h, wh)), b);
      return named(recipe.gates, split(sums, recipe.gates.length, 1));
    };
    return { first, second: () => ({}) };
  }
  const biases = named(recipe.gates, split(b, recipe.gates.length));
  const whOf = blocksOf(wh, hGates.length - late, late);
  const sums = (gates: readonly Gate[], weights: Tensor2D | undefined) => {
    const [ofX, ofH] = [
      gates.filter(({ from }) => from !== "hidden"),
      gates.filter(({ from }) => from !== "input"),
    ];
    return (step: number, left: Tensor2D) => {
      const x = ofX.length === 0 ? {} : named(xGates, split(fromInput[step] as Tensor, xGates.length, 1));
      const r = weights === undefined ? {} : named(ofH, split(matMul(left, weights), ofH.length, 1));
      const sum = ({ name, from }: Gate) => {
        const product =
          from === "both"
            ? add(x[name] as Tensor, r[name] as Tensor)
            : ((from === "input" ? x : r)[name] as Tensor);
        return add(product, biases[name] as Tensor);
      };
      return Object.fromEntries(gates.map((gate) => [gate.name, sum(gate)]));
    };
  };
  const firstLate = recipe.gates.length - late;
  return {
    first: sums(recipe.gates.slice(0, firstLate), whOf.first),
    second: sums(recipe.gates.slice(firstLate), whOf.second),
  };
}

/** How many gates, the last ones, have a second product. */
function lateCount({ second }: Recipe): number {
  return second?.gates.length ?? 0;
}

/** The columns of `wh` that multiply h, and those of the second product; undefined where there are none. */
function blocksOf(
  wh: Tensor2D,
  early: number,
  late: number,
): { readonly first: Tensor2D | undefined; readonly second: Tensor2D | undefined } {
  if (late === 0) return { first: early === 0 ? undefined : wh, second: undefined };
  if (early === 0) return { first: undefined, second: wh };
  const width = wh.shape[1] / (early + late);
  const [first, second] = split(wh, [early * width, late * width], 1) as [Tensor2D, Tensor2D];
  return { first, second };
}

/** The states that neither a gate nor the step reads. */
function unreadStates(recipe: Recipe): readonly string[] {
  const read = new Set(
    nodes(...stepRoots(recipe)).flatMap((node) =>
      node.kind === "leaf" && node.role === "state" ? [node.name] : [],
    ),
  );
  if (gatesOf(recipe, "wh").length > lateCount(recipe)) read.add("h");
  return recipe.state.filter((name) => !read.has(name));
}

/**
 * `b`, recorded as if it also depended on the `unused` tensors. tfjs cannot differentiate with respect to a tensor that the result does not depend on; the
 * gradients of these are 0.
 */
function onTape(b: Tensor, unused: readonly Tensor[]): Tensor {
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
