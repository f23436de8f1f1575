import type { CellName } from "@tenetjs/cells";
import type { Values } from "../element/control.ts";
import type { FailureFact, MovedFact, TrainingWorker } from "../training/training-facts.ts";
import type { gateDefinition } from "./gate-definition.ts";

export type GateValues = Values<(typeof gateDefinition)["controls"]>;

export type GateWorker = TrainingWorker<GateValues, GateFact>;

/** What happened in the worker. Facts of one frame travel together. */
export type GateFact =
  | { readonly kind: "step"; readonly step: number }
  | {
      readonly kind: "evaluation";
      readonly step: number;
      /** On held-out waves. Undefined for a network that has failed. */
      readonly lanes: readonly ({ readonly accuracy: number; readonly loss: number } | undefined)[];
      /** The periods of the first network's units, in milliseconds; undefined if it has failed. */
      readonly periods: readonly number[] | undefined;
    }
  | MovedFact
  | FailureFact;

/** The cells of the networks. */
export function cellsOf({ cell, other }: GateValues): CellName[] {
  return other === "none" ? [cell] : [cell, other];
}
