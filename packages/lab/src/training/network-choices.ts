import type { InitialisationName } from "@tenetjs/models";
import type { OptimizerOptions } from "@tenetjs/training";

/** The initialisations of `@tenetjs/models`, and how a form calls them. */
export const initialisationChoices = {
  pytorch: "uniform, as PyTorch",
  default: "orthogonal recurrence",
  xavier: "Xavier",
  he: "He",
  orthogonal: "orthogonal",
  identity: "identity recurrence",
  normal: "N(0, 1)",
  "normal-1e-4": "N(0, 0.0001²)",
} as const satisfies Readonly<Record<InitialisationName, string>>;

/** The optimizers of `@tenetjs/training`, and how a form calls them. */
export const optimizerChoices = {
  adam: "Adam",
  rmsprop: "RMSProp",
  sgd: "SGD",
  momentum: "SGD with momentum",
  nesterov: "Nesterov momentum",
  adamw: "AdamW",
  lion: "Lion",
} as const satisfies Readonly<Record<OptimizerOptions["name"], string>>;
