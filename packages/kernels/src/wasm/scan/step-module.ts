import { isShared } from "@tenetjs/backends/internals";
import type { Recipe, StepFunctions } from "@tenetjs/recipes";
import {
  emitStep,
  type StepProgram,
  type StepVariant,
  stepProgram,
  weightBlocks,
} from "@tenetjs/recipes/internals";
import type { Kernels } from "../module/kernels.ts";
import type { CodeModule } from "../threads/code-module.ts";

/** A recipe's compiled step, instantiated on one memory. */
export type StepModule = AllFunctions & {
  readonly program: StepProgram;
  /** The same functions, for programs that run on several threads. */
  readonly code: CodeModule<AllFunctions>;
};

/** Those of a second product exist if the program has one. */
type AllFunctions = Required<StepFunctions>;

/** The module of `recipe` for `hidden` units in the build and on the memory of `kernels`, compiled at the first call and cached for the recipe. */
export function stepModule(
  { memory, build }: Pick<Kernels, "memory" | "build">,
  recipe: Recipe,
  variant: StepVariant,
  hidden: number,
): StepModule {
  const key = [build, hidden, variant.training, ...variant.sharedInputs].join(" ");
  const ofMemory = modules.get(memory) ?? new WeakMap<Recipe, Map<string, StepModule>>();
  modules.set(memory, ofMemory);
  const ofRecipe = ofMemory.get(recipe) ?? new Map<string, StepModule>();
  ofMemory.set(recipe, ofRecipe);
  const known = ofRecipe.get(key);
  if (known !== undefined) return known;
  const made = compile({ memory, build }, recipe, variant, hidden);
  ofRecipe.set(key, made);
  return made;
}

const modules = new WeakMap<WebAssembly.Memory, WeakMap<Recipe, Map<string, StepModule>>>();

function compile(
  { memory, build }: Pick<Kernels, "memory" | "build">,
  recipe: Recipe,
  variant: StepVariant,
  hidden: number,
): StepModule {
  const program = stepProgram(recipe, variant);
  const order = hasIndependentUnits(recipe) ? "sequences" : "rows";
  const imported = { shared: isShared(memory), maximumPages: 65536 };
  const code = emitStep(program, hidden, imported, { order, relaxed: build === "relaxed" });
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(code), { env: { memory } });
  const functions = exports as AllFunctions;
  return { program, code: { exports: functions, code }, ...functions };
}

/** Whether each unit sees no unit's h but its own, so that no product stands between two steps. */
export function hasIndependentUnits(recipe: Recipe): boolean {
  return weightBlocks(recipe).wh === 0;
}
