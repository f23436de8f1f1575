import type { TokenNetwork } from "@tenetjs/cells";
import type { Recipe } from "@tenetjs/cells/recipe";
import type { TensorInfo } from "@tensorflow/tfjs-core";
import { gateOrder } from "../../compiler/lower.ts";
import { type StepProgram, stepProgram } from "../../compiler/step-program.ts";

/**
 * How a network and its states lie on the card, in quads: four neighbouring numbers, which are read at once. What does not fill its last
 * quad is followed by zeros. Weights are in one buffer; a row of a state has each layer's states one after the other.
 */
export type NetworkPlan = {
  readonly layers: readonly LayerPlan[];
  readonly head: HeadPlan;
  /** Quads of a row of a state. */
  readonly stateQuads: number;
  /** What goes where in the weights. */
  readonly parts: readonly Part[];
  /** Quads of all weights. */
  readonly weightQuads: number;
};

export type LayerPlan = {
  readonly recipe: Recipe;
  readonly program: StepProgram;
  readonly hidden: number;
  /** Quads of `hidden` numbers. */
  readonly quads: number;
  /** Where its states are in a row. */
  readonly state: number;
  /** Index of the output among its states. */
  readonly h: number;
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
export type Left =
  | { readonly kind: "table"; readonly at: number }
  | { readonly kind: "before" | "after"; readonly at: number };

export type HeadPlan = {
  readonly at: number;
  readonly bias: number;
  /** Quads of the last layer's output, and where they are in a row of states. */
  readonly depth: number;
  readonly state: number;
  readonly vocabulary: number;
  /** Quads of as many numbers. */
  readonly quads: number;
};

/** Rows and columns of a tensor, `rowStep` and `columnStep` apart, as rows of quads, `stride` quads apart. */
export type Part = {
  readonly source: TensorInfo;
  readonly from: number;
  readonly rows: number;
  readonly columns: number;
  readonly rowStep: number;
  readonly columnStep: number;
  readonly at: number;
  /** Rows with those of zeros. */
  readonly paddedRows: number;
  readonly stride: number;
};

/** The plan of `network`. */
export function networkPlan({ table, cells, head }: TokenNetwork): NetworkPlan {
  const parts: Part[] = [];
  let weightQuads = 0;
  const take = (count: number): number => {
    weightQuads += count;
    return weightQuads - count;
  };
  const rowsOf = (source: TensorInfo, blocks: number, multiple: number): number => {
    const [rows, width] = source.shape as [number, number];
    const columns = blocks === 0 ? 0 : width / blocks;
    const quads = quadsOf(columns);
    const paddedRows = Math.ceil(rows / multiple) * multiple;
    const at = take(paddedRows * blocks * quads);
    for (let block = 0; block < blocks; block += 1) {
      const place = { at: at + block * quads, paddedRows, stride: blocks * quads };
      parts.push({ source, from: block * columns, rows, columns, rowStep: width, columnStep: 1, ...place });
    }
    return at;
  };
  const vector = (source: TensorInfo, from: number, columns: number, at: number): void => {
    parts.push({ source, from, rows: 1, columns, rowStep: 0, columnStep: 1, at, paddedRows: 1, stride: 0 });
  };

  const ofTable = table === undefined ? undefined : { at: rowsOf(table, 1, 1), width: table.shape[1] };
  const layers: LayerPlan[] = [];
  let stateQuads = 0;
  for (const { cell, params } of cells) {
    const { recipe } = cell;
    const [hidden, order] = [cell.outputSize, gateOrder(recipe)];
    const quads = quadsOf(hidden);
    const h = recipe.state.indexOf("h");
    const program = programOf(recipe);
    const slotsOf = (without: "input" | "hidden") =>
      recipe.gates.filter(({ from }) => from !== without).map((gate) => order.indexOf(gate));
    const [fromInput, fromHidden] = [slotsOf("hidden"), slotsOf("input")];
    const below = layers.at(-1);
    const ids = below === undefined && ofTable === undefined;
    const wx = { at: rowsOf(params.wx, fromInput.length, ids ? 1 : 4), slots: fromInput };
    const wh = { at: rowsOf(params.wh, fromHidden.length, 4), slots: fromHidden };
    const left: Left =
      below === undefined
        ? { kind: "table", at: ofTable?.at ?? 0 }
        : { kind: "after", at: below.state + below.h * below.quads };
    const ofInput: Product = { ...wx, left, depth: below?.quads ?? quadsOf(ofTable?.width ?? 0) };
    const ofHidden: Product = { ...wh, left: { kind: "before", at: stateQuads + h * quads }, depth: quads };
    const parameters = take(program.parameters * quads);
    order.forEach((gate, index) => {
      vector(params.b, recipe.gates.indexOf(gate) * hidden, hidden, parameters + index * quads);
    });
    recipe.parameters.forEach(({ name }, index) => {
      vector(params[name] as TensorInfo, 0, hidden, parameters + (order.length + index) * quads);
    });
    layers.push({
      recipe,
      program,
      hidden,
      quads,
      state: stateQuads,
      h,
      parameters,
      lookup: ids ? wx : undefined,
      products: (ids ? [ofHidden] : [ofInput, ofHidden]).filter(({ slots }) => slots.length > 0),
    });
    stateQuads += program.states * quads;
  }

  const last = layers.at(-1) as LayerPlan;
  const vocabulary = head.b.shape[0];
  const quads = quadsOf(vocabulary);
  const headAt = take(4 * last.quads * quads);
  const [rowStep, columnStep] = head.transposed ? [1, last.hidden] : [vocabulary, 1];
  parts.push({
    source: head.w,
    from: 0,
    rows: last.hidden,
    columns: vocabulary,
    rowStep,
    columnStep,
    at: headAt,
    paddedRows: 4 * last.quads,
    stride: quads,
  });
  const bias = take(quads);
  vector(head.b, 0, vocabulary, bias);
  return {
    layers,
    head: { at: headAt, bias, depth: last.quads, state: last.state + last.h * last.quads, vocabulary, quads },
    stateQuads,
    parts,
    weightQuads,
  };
}

/** How many quads `count` numbers take. */
function quadsOf(count: number): number {
  return Math.ceil(count / 4);
}

function programOf(recipe: Recipe): StepProgram {
  const known = programs.get(recipe);
  if (known !== undefined) return known;
  const made = stepProgram(recipe, { training: false, sharedInputs: recipe.inputs });
  programs.set(recipe, made);
  return made;
}

const programs = new WeakMap<Recipe, StepProgram>();
