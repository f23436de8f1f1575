import type { UpdateRecipe } from "@tenetjs/recipes";
import {
  emitStage,
  type Place,
  type UpdateAttributes,
  type UpdateProgram,
  updateProgram,
  wgslFunctionsFor,
} from "@tenetjs/recipes/internals";
import type { TensorInfo } from "@tensorflow/tfjs-core";
import { updateLists } from "../../updates/update-lists.ts";
import { kernel } from "../kernel.ts";
import { applyToLists, type Rule } from "./lists.ts";

/** The kernel `updateKernel`: a step of an update recipe for lists of tensors. */
export const update = kernel<readonly TensorInfo[], UpdateAttributes>(
  ({ gpu, inputs, attributes: { recipe, scalars } }) => {
    const { program, rule } = updateRule(recipe);
    const lists = updateLists(recipe, Object.values(inputs));
    const named = program.scalars.map((name, index) => [`scalar${index}`, scalars[name] as number]);
    return applyToLists(
      gpu,
      { rule, scalars: Object.fromEntries(named) },
      { like: lists.gradient, lists: program.reads.map(lists.at) },
    ).flat();
  },
);

type UpdateRule = { readonly program: UpdateProgram; readonly rule: Rule };

/** The rule of `recipe`, made at the first call and cached for the recipe. */
function updateRule(recipe: UpdateRecipe): UpdateRule {
  const known = rules.get(recipe);
  if (known !== undefined) return known;
  const program = updateProgram(recipe);
  const code = emitStage(program.stage, {
    read: (place) => (place.buffer === "scalars" ? `scalars.scalar${place.index}` : nameOf(place)),
    write: ({ place }, value) => `let ${nameOf(place)} = ${value};`,
  });
  const rule: Rule = {
    label: recipe.name,
    inputs: program.reads.map(nameOf),
    outputs: program.writes.map(nameOf),
    scalars: program.scalars.map((_, index) => `scalar${index}`),
    declarations: wgslFunctionsFor(code),
    code,
  };
  const made = { program, rule };
  rules.set(recipe, made);
  return made;
}

const rules = new WeakMap<UpdateRecipe, UpdateRule>();

function nameOf({ buffer, index }: Place): string {
  return `${buffer}${index}`;
}
