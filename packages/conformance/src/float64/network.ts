import { namedCell } from "@tenetjs/cells";
import type { ComputeNetwork } from "../scenarios/compute-network.ts";
import type { Ids, Numbers, Results, Sequence } from "../sequence.ts";
import { loss as crossEntropy } from "./loss.ts";
import { numberLoss } from "./number-loss.ts";
import { recipeStep } from "./recipe-step.ts";
import { unroll } from "./unroll.ts";
import { unrollBoth } from "./unroll-both.ts";

/** The outputs of a network's head, its loss, and the gradients with respect to all parameters, in float64. */
export function network(given: ComputeNetwork): Results {
  const { network, params, inputs } = given;
  const { cell = "lstm", layers = 1, bidirectional = false } = network.options;
  const step = recipeStep(namedCell(cell).recipe as Parameters<typeof recipeStep>[0]);
  const ofLayer = (sequence: Sequence) => (bidirectional ? unrollBoth : unroll)(step, sequence);

  const sequences: Sequence[] = [];
  let read: Numbers | Ids = inputs;
  let outputs: Results[string] = new Float64Array();
  for (let index = 0; index < layers; index += 1) {
    const isLast = index === layers - 1;
    const keep = isLast && network.kind.startsWith("sequence") ? "last" : "all";
    const sequence = layerSequence(given, index, read, keep);
    ({ outputs = outputs } = ofLayer(sequence));
    sequences.push(sequence);
    read = { shape: shapeOfOutputs(sequence), values: Float32Array.from(outputs) };
  }

  const head = headOf(given, outputs);
  const gradients: Record<string, Results[string]> = { ...head.gradients };
  let arriving: Results[string] = head.arriving;
  for (const [index, sequence] of Array.from(sequences.entries()).reverse()) {
    const factors = {
      ...sequence.factors,
      outputs: { shape: shapeOfOutputs(sequence), values: Float32Array.from(arriving) },
    };
    const { "d inputs": below, ...found } = ofLayer({ ...sequence, factors });
    for (const [name, values] of Object.entries(found))
      if (name.startsWith("d params."))
        gradients[name.replace("d params.", `d params.recurrent.layers.${index}.`)] = values;
    arriving = below ?? new Float64Array();
  }
  // Parameters that the network does not have, such as a table, are no results.
  const wanted = Object.keys(params).map((path) => `d params.${path}`);
  return {
    loss: head.loss,
    outputs: head.outputs,
    ...Object.fromEntries(wanted.map((name) => [name, gradients[name] as Results[string]])),
  };
}

/** What a layer reads, with states of 0, and a loss that does not depend on it yet. */
function layerSequence(
  { network, params, mask }: ComputeNetwork,
  index: number,
  inputs: Numbers | Ids,
  keep: "all" | "last",
): Sequence {
  const { cell = "lstm", hiddenSize = 128, bidirectional = false } = network.options;
  const prefix = `recurrent.layers.${index}.`;
  const own = Object.entries(params).filter(([path]) => path.startsWith(prefix));
  const [batch, time] = inputs.shape as readonly [number, number];
  const zeros = (shape: readonly number[]): Numbers => ({
    shape,
    values: new Float32Array(shape.reduce((size, axis) => size * axis, 1)),
  });
  const directions = bidirectional ? ["forward.", "backward."] : [""];
  const names = directions.flatMap((direction) => namedCell(cell).state.map((name) => `${direction}${name}`));
  const states = names.map((name) => [name, zeros([batch, hiddenSize])] as const);
  const sequence = {
    params: Object.fromEntries(own.map(([path, values]) => [path.slice(prefix.length), values])),
    state: Object.fromEntries(states),
    inputs,
    stepInputs: {},
    ...(mask === undefined ? {} : { mask }),
    training: false,
    keep,
  };
  const width = directions.length * hiddenSize;
  return {
    ...sequence,
    factors: {
      outputs: zeros([batch, keep === "last" ? 1 : time, width]),
      ...Object.fromEntries(states.map(([name, values]) => [`state.${name}`, values])),
    },
  };
}

function shapeOfOutputs({ factors }: Sequence): readonly number[] {
  return (factors.outputs as Numbers).shape;
}

/** The numbers h w + b of each row of `h`, the loss, and the gradients with respect to w, b and h. */
function headOf({ params, targets, mask, loss }: ComputeNetwork, h: Results[string]) {
  const [w, b] = [params["head.w"] as Numbers, params["head.b"] as Numbers];
  const [hidden, outputs] = w.shape as readonly [number, number];
  const rows = h.length / hidden;
  const numbers = Float64Array.from({ length: rows * outputs }, (_, at) => {
    const [row, column] = [Math.floor(at / outputs), at % outputs];
    let sum = b.values[column] as number;
    for (let unit = 0; unit < hidden; unit += 1)
      sum += (h[row * hidden + unit] as number) * (w.values[unit * outputs + column] as number);
    return sum;
  });
  const steps = targets.shape[1] ?? 1;
  const batch = targets.shape[0] as number;
  const ofSteps = loss === undefined ? targets.shape : [batch, steps];
  // A mask of steps is one of targets if each step has a target.
  const counts =
    mask !== undefined && rows === mask.values.length
      ? mask
      : { shape: ofSteps, values: new Float32Array(rows).fill(1) };
  const predicted = { shape: [...ofSteps, outputs], values: Float32Array.from(numbers) };
  const found =
    loss === undefined
      ? crossEntropy({ logits: predicted, targets: targets as Ids, mask: counts, factor: 1 })
      : numberLoss({
          name: loss,
          predictions: predicted,
          targets: targets as Numbers,
          mask: counts,
          factor: 1,
        });
  const slopes = (found["d logits"] ?? found["d predictions"]) as Results[string];
  const ofW = new Float64Array(w.values.length);
  const ofB = new Float64Array(outputs);
  const arriving = new Float64Array(h.length);
  slopes.forEach((slope, at) => {
    const [row, column] = [Math.floor(at / outputs), at % outputs];
    ofB[column] = (ofB[column] as number) + slope;
    for (let unit = 0; unit < hidden; unit += 1) {
      const [weight, activation] = [unit * outputs + column, row * hidden + unit];
      ofW[weight] = (ofW[weight] as number) + slope * (h[activation] as number);
      arriving[activation] = (arriving[activation] as number) + slope * (w.values[weight] as number);
    }
  });
  return {
    loss: found.loss as Results[string],
    outputs: numbers,
    gradients: { "d params.head.w": ofW, "d params.head.b": ofB },
    arriving,
  };
}
