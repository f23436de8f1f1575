import type { Expression, Leaf } from "../language/expression.ts";
import type { UpdateRecipe } from "../language/update-recipe.ts";
import { lowerExpressions } from "./lower-expressions.ts";
import { type Stage, stage, type Write } from "./stage.ts";
import { type Graph, graph, type Place, type UpdateBuffer, type Value } from "./value-graph.ts";

/** An update recipe as straight-line code over one number of each tensor. The emitters translate it. */
export type UpdateProgram = {
  /** The tensors that are read: those of the gradient, the parameter and the slots that the recipe looks at. */
  readonly reads: readonly Place[];
  /** The tensors that are written: the update, and then each slot in the recipe's order. */
  readonly writes: readonly Place[];
  /** The names of the scalars. */
  readonly scalars: readonly string[];
  readonly stage: Stage;
};

/** The program of `recipe`. */
export function updateProgram(recipe: UpdateRecipe): UpdateProgram {
  const values = graph();
  const roots = [recipe.update, ...recipe.slots.map((name) => recipe.next[name] as Expression)];
  const [update, ...next] = lowerExpressions(values, roots, {
    training: true,
    leaf: (leaf) => read(values, recipe, leaf),
  }) as [Value, ...Value[]];
  const written = stage([
    put("update", 0, update),
    ...next.map((value, index) => put("nextSlot", index, value)),
  ]);
  const isRead = ({ buffer, index }: Place) =>
    written.instructions.some(({ place }) => place?.buffer === buffer && place.index === index);
  const readable: Place[] = [
    { buffer: "gradient", index: 0 },
    { buffer: "parameter", index: 0 },
    ...recipe.slots.map((_, index) => ({ buffer: "slot", index }) as const),
  ];
  return {
    reads: readable.filter(isRead),
    writes: written.writes.map(({ place }) => place),
    scalars: recipe.scalars,
    stage: written,
  };
}

function read(values: Graph, { slots, scalars }: UpdateRecipe, { role, name }: Leaf): Value {
  switch (role) {
    case "slot":
      return values.read({ buffer: "slot", index: slots.indexOf(name) });
    case "scalar":
      return values.read({ buffer: "scalars", index: scalars.indexOf(name) });
    default:
      return values.read({ buffer: role as "gradient" | "parameter", index: 0 });
  }
}

function put(buffer: UpdateBuffer, index: number, value: Value): Write {
  return { place: { buffer, index }, value, mode: "put" };
}
