import { checkChoice } from "@tenetjs/core";
import { type AdamOptions, type AdamwOptions, adam, adamw } from "./adam.ts";
import { momentum } from "./momentum.ts";
import type { Optimizer } from "./optimizer.ts";
import { type RmspropOptions, rmsprop } from "./rmsprop.ts";
import type { Rate } from "./schedules.ts";
import { sgd } from "./sgd.ts";

/** An optimizer as plain data, for configuration files and command lines. Left-out options have the functions' defaults. */
export type OptimizerOptions = { rate: Rate } & (
  | { name: "sgd" }
  | { name: "momentum" | "nesterov"; decay?: number }
  | ({ name: "rmsprop" } & RmspropOptions)
  | ({ name: "adam" } & AdamOptions)
  | ({ name: "adamw" } & AdamwOptions)
);

/** The names that {@link optimizerFromOptions} knows. */
export const optimizerNames = ["sgd", "momentum", "nesterov", "rmsprop", "adam", "adamw"] as const;

/**
 * The optimizer that `options` describe: `{ name: "rmsprop", rate: 1e-3, decay: 0.9 }` is `rmsprop(1e-3, { decay: 0.9 })`.
 *
 * @throws {RangeError} when the name is not one of {@link optimizerNames}, or an option is out of its range.
 */
export function optimizerFromOptions(options: OptimizerOptions): Optimizer {
  checkChoice("optimizerFromOptions", "name", options.name, optimizerNames);
  switch (options.name) {
    case "sgd":
      return sgd(options.rate);
    case "momentum":
    case "nesterov":
      return momentum(options.rate, { ...options, nesterov: options.name === "nesterov" });
    case "rmsprop":
      return rmsprop(options.rate, options);
    case "adam":
      return adam(options.rate, options);
    case "adamw":
      return adamw(options.rate, options);
  }
}
