import type { CheckpointContents } from "@tenetjs/checkpoints";
import type { Rng } from "@tenetjs/core";
import { disposeTree } from "@tenetjs/core/tensors";
import type { Palindromes } from "@tenetjs/datasets";
import { type SequenceParams, sequenceClassifier } from "@tenetjs/models";
import { crossEntropy } from "@tenetjs/training";
import { type Tensor, tensor2d } from "@tensorflow/tfjs-core";
import { type Network, network } from "../training/network.ts";
import { spectralMatrix } from "./spectral-matrix.ts";
import type { StartsValues } from "./starts-facts.ts";
import type { PanelPlan } from "./starts-panels.ts";

/**
 * A network of a panel, with the seed of this number, at its beginning or where it was saved. `values()` are those of the controls now, for what acts at
 * once.
 */
export function startNetwork(
  task: Palindromes,
  plan: PanelPlan,
  seed: number,
  values: () => StartsValues,
  saved?: CheckpointContents,
): Network<SequenceParams> {
  const { cell, hiddenSize, matrix } = values();
  const { initialisation, radius, optimizer, rateFactor } = plan;
  const model = sequenceClassifier({
    input: { kind: "vector", size: task.inputSize },
    classes: task.classes,
    cell,
    hiddenSize,
    initialisation,
  });
  const init = (rng: Rng): SequenceParams => {
    const params = model.init(rng);
    return radius === undefined
      ? params
      : withRecurrence(params, (size, gate) => spectralMatrix(matrix, radius, size, seed + 1000 * gate));
  };
  return network({
    model: { init },
    objective: crossEntropy(model),
    training: task.training,
    heldOut: task.heldOut,
    optimizer,
    rates: () => ({ learningRate: rateFactor * values().learningRate, clip: values().clip }),
    seed,
    saved,
  });
}

/** `params`, whose recurrent weights it frees, with a square block from `draw` for each gate. */
function withRecurrence(
  params: SequenceParams,
  draw: (size: number, gate: number) => Float32Array,
): SequenceParams {
  const [layer, ...others] = params.recurrent.layers as Readonly<Record<string, Tensor>>[];
  const { wh, ...kept } = layer as Readonly<Record<string, Tensor>> & { readonly wh: Tensor };
  const [size, columns] = wh.shape as [number, number];
  const values = new Float32Array(size * columns);
  for (let gate = 0; gate < columns / size; gate += 1) {
    const block = draw(size, gate);
    for (const [index, value] of block.entries())
      values[Math.floor(index / size) * columns + gate * size + (index % size)] = value;
  }
  disposeTree(wh);
  const layers = [{ ...kept, wh: tensor2d(values, [size, columns]) }, ...others];
  return { ...params, recurrent: { layers } };
}
