import { isShared } from "@tenetjs/backends/internals";
import type { Recipe } from "@tenetjs/cells/recipe";
import type { StepVariant } from "../../compiler/lower.ts";
import { type StepProgram, stepProgram } from "../../compiler/step-program.ts";
import { emitStep, stepParameters } from "../../compiler/wasm/emit-step.ts";
import type { CodeModule } from "../threads/code-module.ts";

/** A recipe's step, compiled, at work on one memory. */
export type StepModule = StepFunctions & {
  readonly program: StepProgram;
  /** The same functions, for programs that threads share. */
  readonly code: CodeModule<StepFunctions>;
};

/** The functions of a compiled step. */
export type StepFunctions = {
  readonly prepare: StepFunction;
  readonly forward: StepFunction;
  readonly infer: StepFunction;
  readonly backward: StepFunction;
  readonly unprepare: StepFunction;
};

/** Takes {@link stepArguments}. */
export type StepFunction = (...integers: number[]) => void;

/** The module of `recipe` for that many units on `memory`; made at the first call and kept with the recipe. */
export function stepModule(
  memory: WebAssembly.Memory,
  recipe: Recipe,
  variant: StepVariant,
  hidden: number,
): StepModule {
  const key = [hidden, variant.training, ...variant.sharedInputs].join(" ");
  const ofMemory = modules.get(memory) ?? new WeakMap<Recipe, Map<string, StepModule>>();
  modules.set(memory, ofMemory);
  const ofRecipe = ofMemory.get(recipe) ?? new Map<string, StepModule>();
  ofMemory.set(recipe, ofRecipe);
  const known = ofRecipe.get(key);
  if (known !== undefined) return known;
  const made = compile(memory, recipe, variant, hidden);
  ofRecipe.set(key, made);
  return made;
}

const modules = new WeakMap<WebAssembly.Memory, WeakMap<Recipe, Map<string, StepModule>>>();

function compile(
  memory: WebAssembly.Memory,
  recipe: Recipe,
  variant: StepVariant,
  hidden: number,
): StepModule {
  const program = stepProgram(recipe, variant);
  const code = emitStep(program, hidden, { shared: isShared(memory), maximumPages: 65536 });
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(code), { env: { memory } });
  const functions = exports as StepFunctions;
  return { program, code: { exports: functions, code }, ...functions };
}

/** Where an input of the step lies: its address, the bytes from row to row, and the address of its gradient. */
export type InputPlace = { readonly at: number; readonly stride: number; readonly gradient: number };

/** The integers that a {@link StepFunction} takes; those that are not given are 0. */
export function stepArguments(
  given: Partial<Record<(typeof stepParameters)[number], number>>,
  inputs: readonly InputPlace[],
): number[] {
  return [
    ...stepParameters.map((name) => given[name] ?? 0),
    ...inputs.flatMap(({ at, stride, gradient }) => [at, stride, gradient]),
  ];
}
