import { disposeTree, namedLeaves, tidied } from "@tenetjs/core/tensors";
import type { Network } from "@tenetjs/models";
import { type TrainingBatch, type TrainingState, toTensors } from "@tenetjs/training";
import { findGradients } from "@tenetjs/training/internals";
import type { Tensor } from "@tensorflow/tfjs-core";
import type { Trainable } from "../run/trainable.ts";
import { trainingRng } from "../run/training-rng.ts";
import { type GatedParams, gateReader } from "./gate-values.ts";
import type { SummaryValue } from "./messages.ts";
import { histogram } from "./summary-values.ts";

export type HistogramOptions = {
  readonly network: Network;
  readonly trainable: Pick<Trainable, "objective">;
  readonly seed: number;
};

/**
 * A function that returns histograms of a state of training: its weights, the gradients of the step that follows, with `batch`, and the gates while the
 * network reads `batch`. It changes nothing.
 */
export function networkHistograms({
  network,
  trainable: { objective },
  seed,
}: HistogramOptions): (state: TrainingState, batch: TrainingBatch) => Promise<SummaryValue[]> {
  const gatesOf = gateReader(network);
  return async (state, batch) => {
    const found = tidied(() => {
      const { gradients } = findGradients(state, batch, { objective, rng: trainingRng(seed) });
      const gates = gatesOf?.(state.params as unknown as GatedParams, toTensors(batch)) ?? [];
      return { gradients, gates: gates.map(({ values }) => values), names: gates };
    });
    try {
      const named = (group: string, tree: Parameters<typeof namedLeaves>[0]) =>
        Promise.all(
          namedLeaves(tree).map(async ({ path, tensor }) =>
            histogram(`${group}/${path.replace(/^recurrent\.layers\./, "layer ")}`, await tensor.data()),
          ),
        );
      const gates = found.names.map(async ({ layer, gate, values }) => {
        const parts = await Promise.all(values.map((tensor) => tensor.data()));
        return histogram(
          `gates/layer ${layer}.${gate}`,
          parts.flatMap((part) => Array.from(part)),
        );
      });
      return (
        await Promise.all([
          named("weights", state.params),
          named("gradients", found.gradients),
          Promise.all(gates),
        ])
      ).flat(2);
    } finally {
      disposeTree([found.gradients, found.gates as unknown as Tensor[]]);
    }
  };
}
