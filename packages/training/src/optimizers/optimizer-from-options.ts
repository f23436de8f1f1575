import { checkChoice } from "@tenetjs/core";
import { type AdamOptions, type AdamwOptions, adam, adamw } from "./adam.ts";
import { momentum } from "./momentum.ts";
import type { Optimizer } from "./optimizer.ts";
import { type RmspropOptions, rmsprop } from "./rmsprop.ts";
import type { Rate } from "./schedules.ts";
import { sgd } from "./sgd.ts";

/** An optimizer as plain data, for configuration files and command lines. Left-out options have the functions' defaults. */
export type OptimizerOptions = { learningRate: Rate } & (
  | { name: "sgd" }
  | { name: "momentum" | "nesterov"; decay?: number }
  | ({ name: "rmsprop" } & RmspropOptions)
  | ({ name: "adam" } & AdamOptions)
  | ({ name: "adamw" } & AdamwOptions)
);

const knownOptions: Record<OptimizerOptions["name"], readonly string[]> = {
  sgd: [],
  momentum: ["decay"],
  nesterov: ["decay"],
  rmsprop: ["decay", "epsilon", "epsilonInsideRoot", "momentum", "centered"],
  adam: ["beta1", "beta2", "epsilon"],
  adamw: ["beta1", "beta2", "epsilon", "weightDecay"],
};

/** The names that {@link optimizerFromOptions} knows. */
export const optimizerNames = Object.keys(knownOptions) as readonly OptimizerOptions["name"][];

/**
 * The optimizer that `options` describe: `{ name: "rmsprop", learningRate: 1e-3, decay: 0.9 }` is `rmsprop(1e-3, { decay: 0.9 })`.
 *
 * @throws {RangeError} when the name is not one of {@link optimizerNames}, the optimizer has no such option, or an option is out
 *   of its range.
 */
export function optimizerFromOptions(options: OptimizerOptions): Optimizer {
  const name = checkChoice("optimizerFromOptions", "name", options.name, optimizerNames);
  const known = ["name", "learningRate", ...knownOptions[name]];
  for (const option of Object.keys(options))
    checkChoice("optimizerFromOptions", "each option", option, known);
  switch (options.name) {
    case "sgd":
      return sgd(options.learningRate);
    case "momentum":
    case "nesterov":
      return momentum(options.learningRate, { ...options, nesterov: options.name === "nesterov" });
    case "rmsprop":
      return rmsprop(options.learningRate, options);
    case "adam":
      return adam(options.learningRate, options);
    case "adamw":
      return adamw(options.learningRate, options);
  }
}
