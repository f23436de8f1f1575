import { type Cell, type CellParams, type CellState, cell, namedCell, scan } from "@tenetjs/cells";
import { type InputParams, inputLayer, type Network } from "@tenetjs/models";
import type { Recipe } from "@tenetjs/recipes";
import { gateActivation } from "@tenetjs/recipes/internals";
import type { TensorBatch } from "@tenetjs/training";
import { slice, type Tensor, type Tensor2D } from "@tensorflow/tfjs-core";

/** The parameters of a network of Tenet, as far as its gates need them. */
export type GatedParams = {
  readonly input: InputParams;
  readonly recurrent: { readonly layers: readonly unknown[] };
};

/** The values of a gate after its nonlinearity, one tensor for each step that was looked at, `[batch, hidden]`. */
export type GateValues = {
  readonly layer: number;
  readonly gate: string;
  readonly values: readonly Tensor[];
};

/** The sequences of a batch, and the steps of each, that are looked at. More would not change a histogram much. */
const [mostRows, mostSteps] = [32, 8];

/**
 * A function that returns the gates of `network` on a batch, at steps spread evenly over its sequences; undefined for a cell without a recipe. The
 * caller disposes what it returns, as `tidied` does.
 */
export function gateReader({
  options,
}: Network): ((params: GatedParams, batch: TensorBatch) => GateValues[]) | undefined {
  const { recipe } = namedCell(options.cell ?? "lstm", options.temporalGate);
  if (recipe === undefined) return undefined;
  const traced = tracedRecipe(recipe);
  const names = recipe.gates.map(({ name }) => name);
  return ({ input, recurrent }, { inputs, ...beside }) => {
    const rows = Math.min(mostRows, inputs.shape[0] as number);
    const some = (tensor: Tensor) => slice(tensor, [0], [rows]);
    const byStep = {
      ...(beside.mask === undefined ? {} : { mask: some(beside.mask) as Tensor2D }),
      ...(beside.time === undefined ? {} : { time: some(beside.time) as Tensor2D }),
    };
    let below = embedded(input, some(inputs));
    return (recurrent.layers as readonly CellParams[]).flatMap((params, layer) => {
      const own = tracedCell(traced, params);
      const found = eachSegment(own, params, below, byStep);
      below = scan(own, params, below, byStep).outputs;
      return names.map((gate) => ({
        layer,
        gate,
        values: found.map((state) => state[tracedName(gate)] as Tensor),
      }));
    });
  };
}

/** `recipe` with each gate's value as one more state, which nothing reads. */
function tracedRecipe(recipe: Recipe): Recipe {
  const gates = recipe.gates.map(({ name }) => [tracedName(name), gateActivation(recipe, name)] as const);
  return {
    ...recipe,
    state: [...recipe.state, ...gates.map(([name]) => name)],
    next: { ...recipe.next, ...Object.fromEntries(gates) },
  };
}

const tracedName = (gate: string) => `gate_${gate}`;

function tracedCell(recipe: Recipe, { wx, wh }: CellParams): Cell {
  return cell(recipe, { inputSize: wx.shape[0], hiddenSize: wh.shape[0] });
}

function embedded(params: InputParams, inputs: Tensor): Tensor {
  const { table } = params;
  if (table === undefined) return inputs;
  const [size, dimensions] = table.shape;
  return inputLayer({ kind: "embedding", size, dimensions }).apply(params, inputs);
}

/** The state after each of a few segments of the sequences. */
function eachSegment(
  layer: Cell,
  params: CellParams,
  inputs: Tensor,
  byStep: { readonly mask?: Tensor2D; readonly time?: Tensor2D },
): CellState[] {
  const time = inputs.shape[1] as number;
  const segments = Math.min(mostSteps, time);
  const states: CellState[] = [];
  for (let segment = 0; segment < segments; segment += 1) {
    const from = Math.floor((segment * time) / segments);
    const count = Math.floor(((segment + 1) * time) / segments) - from;
    const part = (tensor: Tensor) => slice(tensor, [0, from], [tensor.shape[0] as number, count]);
    const inputsOfPart = inputs.rank === 2 ? part(inputs) : slice(inputs, [0, from, 0], [-1, count, -1]);
    const before = states.at(-1);
    states.push(
      scan(layer, params, inputsOfPart, {
        firstStep: from,
        keep: "last",
        ...Object.fromEntries(Object.entries(byStep).map(([name, tensor]) => [name, part(tensor)])),
        ...(before === undefined ? {} : { state: before }),
      }).state,
    );
  }
  return states;
}
