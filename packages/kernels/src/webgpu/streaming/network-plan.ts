import type { CellParams } from "@tenetjs/cells";
import type { TokenNetwork } from "@tenetjs/cells/internals";
import type { Recipe } from "@tenetjs/recipes";
import { gateOrder, type StepProgram, stepProgram } from "@tenetjs/recipes/internals";
import type { TensorInfo } from "@tensorflow/tfjs-core";
import { quadsOf, type WeightLayout, weightLayout } from "./weight-layout.ts";

/**
 * The memory layout of a network and its states on the GPU, in quads of numbers. A row of a state contains the states of each layer in
 * order, each padded with zeros to full quads.
 */
export type NetworkPlan = {
  readonly layers: readonly LayerPlan[];
  readonly head: HeadPlan;
  /** The number of quads in a row of a state. */
  readonly stateQuads: number;
  /** All weights, in one buffer. */
  readonly weights: WeightLayout;
  /** The number of quads in the matrices that a step multiplies by. */
  readonly stepQuads: number;
};

export type LayerPlan = {
  readonly program: StepProgram;
  readonly hidden: number;
  /** The number of quads for `hidden` numbers. */
  readonly quads: number;
  /** The place of its states in a row. */
  readonly state: number;
  /** The place of its output in a row. */
  readonly output: number;
  /** The place of the blocks of the program's `parameters`. */
  readonly parameters: number;
  /** The matrix whose rows ids select, if the layer reads ids. */
  readonly lookup: Matrix | undefined;
  readonly products: readonly Product[];
};

/** A matrix in the weights. Each row contains one block of columns for each slot. */
export type Matrix = { readonly at: number; readonly slots: readonly number[] };

/** A product of `left` with a matrix of `4 * depth` rows. */
export type Product = Matrix & { readonly left: Left; readonly depth: number };

/** The left operand: rows of a table in the weights, which ids select; or the states before or after the step, at a place in a row. */
export type Left = { readonly kind: "table" | "before" | "after"; readonly at: number };

export type HeadPlan = {
  readonly product: Product;
  readonly bias: number;
  readonly vocabulary: number;
  /** The number of quads for `vocabulary` numbers. */
  readonly quads: number;
};

/** The plan of `network`. */
export function networkPlan({ table, cells, head }: TokenNetwork): NetworkPlan {
  const weights = weightLayout();
  const ofTable = table && {
    left: { kind: "table", at: weights.matrix(table, { blocks: 1, rowMultiple: 1 }) } as const,
    depth: quadsOf(table.shape[1]),
  };
  let stateQuads = 0;
  const layers: LayerPlan[] = [];
  for (const { cell, params } of cells) {
    const below = layers.at(-1);
    const input =
      below === undefined
        ? ofTable
        : { left: { kind: "after", at: below.output } as const, depth: below.quads };
    const layer = layerPlan(weights, cell.recipe, params, stateQuads, input);
    layers.push(layer);
    stateQuads += layer.program.states * layer.quads;
  }

  const last = layers.at(-1) as LayerPlan;
  const [vocabulary] = head.b.shape;
  const ofHead = weights.matrix(head.w, { blocks: 1, rowMultiple: 4, transposed: head.transposed });
  const bias = weights.vectors([{ source: head.b, start: 0 }], vocabulary);
  const product: Product = {
    at: ofHead,
    slots: [0],
    left: { kind: "after", at: last.output },
    depth: last.quads,
  };
  return {
    layers,
    head: { product, bias, vocabulary, quads: quadsOf(vocabulary) },
    stateQuads,
    weights,
    stepQuads: layers.reduce(
      (sum, { products, quads }) => products.reduce((all, one) => all + quadsIn(one, quads), sum),
      quadsIn(product, quadsOf(vocabulary)),
    ),
  };
}

/** The number of quads in a product's matrix, whose blocks have rows of `quads` quads. */
function quadsIn({ depth, slots }: Product, quads: number): number {
  return 4 * depth * slots.length * quads;
}

/** The plan of a layer that reads `input`, or ids if it is undefined, and whose states begin at `state` in a row. */
function layerPlan(
  weights: WeightLayout,
  recipe: Recipe,
  params: CellParams,
  state: number,
  input: Pick<Product, "left" | "depth"> | undefined,
): LayerPlan {
  const hidden = params.wh.shape[0];
  const [quads, order] = [quadsOf(hidden), gateOrder(recipe)];
  const output = state + recipe.state.indexOf("h") * quads;
  const matrix = (source: TensorInfo, without: "input" | "hidden", rowMultiple: number): Matrix => {
    const slots = recipe.gates.filter(({ from }) => from !== without).map((gate) => order.indexOf(gate));
    return { at: weights.matrix(source, { blocks: slots.length, rowMultiple }), slots };
  };
  const ofInput = matrix(params.wx, "hidden", input === undefined ? 1 : 4);
  const ofHidden: Product = {
    ...matrix(params.wh, "input", 4),
    left: { kind: "before", at: output },
    depth: quads,
  };
  const biases = order.map((gate) => ({ source: params.b, start: recipe.gates.indexOf(gate) * hidden }));
  const own = recipe.parameters.map(({ name }) => ({ source: params[name] as TensorInfo, start: 0 }));
  const products = input === undefined ? [ofHidden] : [{ ...ofInput, ...input }, ofHidden];
  return {
    program: programOf(recipe),
    hidden,
    quads,
    state,
    output,
    parameters: weights.vectors([...biases, ...own], hidden),
    lookup: input === undefined ? ofInput : undefined,
    products: products.filter(({ slots }) => slots.length > 0),
  };
}

function programOf(recipe: Recipe): StepProgram {
  const known = programs.get(recipe);
  if (known !== undefined) return known;
  const made = stepProgram(recipe, { training: false, sharedInputs: recipe.inputs });
  programs.set(recipe, made);
  return made;
}

const programs = new WeakMap<Recipe, StepProgram>();
