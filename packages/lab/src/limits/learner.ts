import type { CellName } from "@tenetjs/cells";
import type { CheckpointContents } from "@tenetjs/checkpoints";
import type { TensorTree } from "@tenetjs/core/tensors";
import { type SequenceParams, sequenceRegressor, stepClassifier } from "@tenetjs/models";
import { crossEntropy, type Objective, regression } from "@tenetjs/training";
import { slice, type Tensor } from "@tensorflow/tfjs-core";
import { type Network, network } from "../training/network.ts";
import type { LimitsData } from "./limits-data.ts";
import type { LimitsValues } from "./limits-facts.ts";

/**
 * A network with the given cell that learns a task, at its beginning or where it was saved. `values()` are those of the controls now, for what acts at
 * once.
 */
export function learner(
  data: LimitsData,
  cell: CellName,
  values: () => LimitsValues,
  saved?: CheckpointContents,
): Network {
  const { length, hiddenSize, optimizer, seed } = values();
  const options = {
    cell,
    hiddenSize,
    input: { kind: "vector", size: data.inputSize },
    initialisation: "pytorch",
    forgetBias: { chrono: length },
  } as const;
  const shared = {
    training: data.training,
    heldOut: data.heldOut,
    optimizer,
    rates: values,
    seed,
    saved,
  };
  const { answer } = data;
  if (answer.kind === "number") {
    const model = sequenceRegressor(options);
    return network<SequenceParams>({
      ...shared,
      model,
      objective: regression(model, { tolerance: answer.tolerance }),
    });
  }
  const model = stepClassifier({ ...options, classes: answer.classes });
  /** The cross-entropy at the last `count` steps. */
  const atLast = (count: number): Objective => {
    const objective = crossEntropy<SequenceParams, TensorTree>({
      apply(params, inputs, { state: _, ...run }) {
        const { logits, state } = model.apply(params, inputs, run);
        return { logits: lastSteps(logits, count), state };
      },
    });
    return (params, batch, context) =>
      objective(params, { ...batch, targets: lastSteps(batch.targets, count) }, context);
  };
  return network<SequenceParams>({
    ...shared,
    model,
    objective: atLast(answer.trained),
    asked: atLast(answer.asked),
  });
}

/** The last `count` steps of values `[batch, time, ...]`. */
function lastSteps(values: Tensor, count: number): Tensor {
  const [batch, time] = values.shape as [number, number];
  return slice(values, [0, time - count], [batch, count]);
}
