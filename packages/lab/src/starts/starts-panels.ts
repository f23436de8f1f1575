import type { InitialisationName } from "@tenetjs/models";
import type { OptimizerOptions } from "@tenetjs/training";
import { initialisationChoices, optimizerChoices } from "../training/network-choices.ts";
import type { StartsValues } from "./starts-facts.ts";

type OptimizerName = OptimizerOptions["name"];

/** What the networks of a panel have in common. */
export type PanelPlan = {
  readonly name: string;
  readonly initialisation: InitialisationName;
  /** The spectral radius to which the recurrent weights are scaled, if they are. */
  readonly radius?: number;
  readonly optimizer: OptimizerName;
  /** The learning rate, as a multiple of the control's. */
  readonly rateFactor: number;
};

const starts = ["normal-1e-4", "xavier", "pytorch", "default", "identity", "normal"] as const;
const radii = [0.6, 0.8, 0.9, 1, 1.1, 1.4] as const;

/** The usual learning rate of each optimizer, as a multiple of Adam's. */
const rateFactors = {
  sgd: 30,
  momentum: 3,
  nesterov: 3,
  rmsprop: 0.3,
  adam: 1,
  lion: 0.1,
} as const satisfies Partial<Record<OptimizerName, number>>;

/** The panels that are compared. */
export function panelsOf({ compare }: Pick<StartsValues, "compare">): readonly PanelPlan[] {
  const usual = { initialisation: "default", optimizer: "adam", rateFactor: 1 } as const;
  switch (compare) {
    case "starts":
      return starts.map((name) => ({ ...usual, initialisation: name, name: initialisationChoices[name] }));
    case "radii":
      return radii.map((radius) => ({ ...usual, radius, name: `ρ = ${radius}` }));
    case "optimizers":
      return (Object.keys(rateFactors) as (keyof typeof rateFactors)[]).map((name) => ({
        ...usual,
        optimizer: name,
        rateFactor: rateFactors[name],
        name: optimizerChoices[name],
      }));
  }
}
