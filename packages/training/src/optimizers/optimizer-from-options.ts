import { checkChoice } from "@tenetjs/core/internals";
import { type OptimizerName, optimizerNames } from "../names.ts";
import { type AdamOptions, type AdamwOptions, adam, adamw } from "./adam.ts";
import { type LionOptions, lion } from "./lion.ts";
import { type MomentumOptions, momentum } from "./momentum.ts";
import type { Optimizer } from "./optimizer.ts";
import { type RmspropOptions, rmsprop } from "./rmsprop.ts";
import type { Rate } from "./schedules.ts";
import { sgd } from "./sgd.ts";

/** The optimizers by name: the options of each, in addition to its learning rate, and the function that makes it. */
const optimizers = {
  sgd: named([], sgd),
  momentum: named<Pick<MomentumOptions, "decay">>(["decay"], momentum),
  nesterov: named<Pick<MomentumOptions, "decay">>(["decay"], (rate, options) =>
    momentum(rate, { ...options, nesterov: true }),
  ),
  rmsprop: named<RmspropOptions>(["decay", "epsilon", "epsilonInsideRoot", "momentum", "centered"], rmsprop),
  adam: named<AdamOptions>(["beta1", "beta2", "epsilon"], adam),
  adamw: named<AdamwOptions>(["beta1", "beta2", "epsilon", "weightDecay"], adamw),
  lion: named<LionOptions>(["beta1", "beta2", "weightDecay"], lion),
} satisfies Readonly<Record<OptimizerName, unknown>>;

type Named<Options> = {
  readonly options: readonly (keyof Options & string)[];
  readonly make: (rate: Rate, options: Options) => Optimizer;
};

type OptionsOf<Entry> = Entry extends Named<infer Options> ? Options : never;

/** The options of an optimizer, as plain data, for configuration files and command lines. Defaults are those of the functions. */
export type OptimizerOptions = { learningRate: Rate } & {
  [Name in keyof typeof optimizers]: { name: Name } & OptionsOf<(typeof optimizers)[Name]>;
}[keyof typeof optimizers];

/**
 * The optimizer that `options` describe: `{ name: "rmsprop", learningRate: 1e-3, decay: 0.9 }` is `rmsprop(1e-3, { decay: 0.9 })`.
 *
 * @throws {RangeError} when the name is not one of {@link optimizerNames}, when the optimizer does not have an option, or when an option
 *   is out of range.
 */
export function optimizerFromOptions({ name, learningRate, ...options }: OptimizerOptions): Optimizer {
  const where = "optimizerFromOptions";
  const entry: Named<object> = optimizers[checkChoice(where, "name", name, optimizerNames)];
  const known = ["name", "learningRate", ...entry.options];
  for (const option of Object.keys(options)) checkChoice(where, "each option", option, known);
  return entry.make(learningRate, options);
}

function named<Options extends object = object>(
  options: Named<Options>["options"],
  make: Named<Options>["make"],
): Named<Options> {
  return { options, make };
}
