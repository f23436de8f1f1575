import type { CellName } from "@tenetjs/cells";
import type { CheckpointContents } from "@tenetjs/checkpoints";
import { frequencyDiscrimination } from "@tenetjs/datasets";
import { type SequenceParams, sequenceClassifier } from "@tenetjs/models";
import { crossEntropy } from "@tenetjs/training";
import type { Tensor1D } from "@tensorflow/tfjs-core";
import { type Network, network } from "../training/network.ts";
import type { GateValues } from "./gate-facts.ts";

/** A network that learns to tell waves apart by their period. */
export type GateLane = Network<SequenceParams> & {
  /** The periods of its units, in milliseconds; undefined for a cell without a temporal gate. */
  periods(): Promise<number[] | undefined>;
};

const sizes = { batch: 32, heldOut: 100 };

/** A network with the given cell, at its beginning or where it was saved. `values()` are those of the controls now, for what acts at once. */
export function gateLane(cell: CellName, values: () => GateValues, saved?: CheckpointContents): GateLane {
  const { hiddenSize, seed, waves } = values();
  const isPhased = cell.startsWith("phased-");
  const data = frequencyDiscrimination({ ...sizes, sampling: waves, seed, timeAsInput: !isPhased });
  const model = sequenceClassifier({
    input: { kind: "vector", size: data.inputSize },
    classes: data.classes,
    cell,
    hiddenSize,
    // As in the paper, but open for a fifth of a period, not a twentieth: with that, it takes several times as many steps.
    ...(isPhased ? { temporalGate: { period: [1, Math.exp(3)], openRatio: 0.2 } } : {}),
  });
  const learning = network({
    model,
    objective: crossEntropy(model),
    training: data.training,
    heldOut: data.heldOut,
    optimizer: "adam",
    rates: values,
    seed,
    saved,
  });
  return {
    ...learning,
    async periods() {
      const [layer] = learning.params().recurrent.layers as Readonly<Record<string, Tensor1D>>[];
      const logarithms = await layer?.logPeriod?.data();
      return logarithms && Array.from(logarithms, Math.exp);
    },
  };
}
