import { checkInteger } from "@tenetjs/core/internals";
import { stepProgram } from "../compiler/step-program.ts";
import type { Recipe } from "../language/recipe.ts";
import { emitStep } from "./emit-step.ts";
import type { MemoryImport } from "./encoding.ts";

export type StepToWasmOptions = {
  readonly hiddenSize: number;
  /** What the recipe's `training` conditions are. Default false. */
  readonly training?: boolean;
  /** The step inputs that are the same for all rows. Default: all of them. */
  readonly sharedInputs?: readonly string[];
  /** The memory that it will import as `env.memory`. Default: one that is not shared between threads. */
  readonly memory?: MemoryImport;
  /**
   * Whether to multiply and add with relaxed SIMD. That is faster where the CPU does both in one instruction, and rounds once there. A runtime without
   * relaxed SIMD refuses the module. Default: false.
   */
  readonly relaxed?: boolean;
};

/**
 * A recipe's step, forward and backward, for rows of `hiddenSize` units, as the bytes of a WebAssembly module with SIMD. It
 * imports `env.memory`, and exports `prepare`, `forward`, `infer`, `backward` and `unprepare`, which all take the integers
 * that `stepArguments` gives: addresses, and bytes from row to row. `prepare` comes first, once per step: it writes to `units` what all
 * rows share. A row holds its blocks side by side: in `slots` the gates
 * before their nonlinearity, those that see only x first; in `previous` and `next` the states; in `parameters` each gate's bias and then the
 * recipe's own parameters.
 *
 * A recipe with a second product also exports `factor` (`inferFactor` before `infer`), which writes what is multiplied to the slot after the gates, and
 * `lateGradients`, which comes before `backward`: see `SecondStages`.
 *
 * @throws {RangeError} when `hiddenSize` is not an integer of at least 1.
 */
export function stepToWasm(
  recipe: Recipe,
  {
    hiddenSize,
    training = false,
    sharedInputs = recipe.inputs,
    memory = { shared: false, maximumPages: 65536 },
    relaxed = false,
  }: StepToWasmOptions,
): Uint8Array<ArrayBuffer> {
  checkInteger("stepToWasm", "hiddenSize", hiddenSize, 1);
  return emitStep(stepProgram(recipe, { training, sharedInputs }), hiddenSize, memory, { relaxed });
}
