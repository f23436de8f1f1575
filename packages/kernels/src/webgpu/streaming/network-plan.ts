import type { CellParams } from "@tenetjs/cells";
import type { TokenNetwork } from "@tenetjs/cells/internals";
import type { Recipe } from "@tenetjs/recipes";
import { gateOrder, type StepProgram, stepProgram } from "@tenetjs/recipes/internals";
import type { TensorInfo } from "@tensorflow/tfjs-core";
import { quadsOf, type WeightLayout, weightLayout } from "./weight-layout.ts";

/**
 * How a network and its states lie on the card, in quads of numbers. A row of a state has each layer's states one after the other, and
 * zeros after those that do not fill their last quad.
 */
export type NetworkPlan = {
  readonly layers: readonly LayerPlan[];
  readonly head: HeadPlan;
  /** Quads of a row of a state. */
  readonly stateQuads: number;
  /** All weights, in one buffer. */
  readonly weights: WeightLayout;
  /** Quads of the matrices that a step multiplies by. */
  readonly stepQuads: number;
};

export type LayerPlan = {
  readonly program: StepProgram;
  readonly hidden: number;
  /** Quads of `hidden` numbers. */
  readonly quads: number;
  /** Where its states are in a row. */
  readonly state: number;
  /** Where its output is there. */
  readonly output: number;
  /** Where the blocks of the program's `parameters` are. */
  readonly parameters: number;
  /** Rows that ids stand for, where they are its input. */
  readonly lookup: Matrix | undefined;
  readonly products: readonly Product[];
};

/** Blocks of columns, one for each slot, side by side in each row. */
export type Matrix = { readonly at: number; readonly slots: readonly number[] };

/** What is multiplied by a matrix of `4 * depth` rows. */
export type Product = Matrix & { readonly left: Left; readonly depth: number };

/** Rows of the weights that ids stand for; or, at a place in a row of states, the state before the step or after it. */
export type Left = { readonly kind: "table" | "before" | "after"; readonly at: number };

export type HeadPlan = {
  readonly product: Product;
  readonly bias: number;
  readonly vocabulary: number;
  /** Quads of as many numbers. */
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

/** Quads of a product's matrix, whose blocks have rows of `quads`. */
function quadsIn({ depth, slots }: Product, quads: number): number {
  return 4 * depth * slots.length * quads;
}

/** The plan of a layer that reads `input`, or else ids, and whose states begin at `state` in a row. */
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
