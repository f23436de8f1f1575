import { leaf } from "./builders.ts";
import type { Expression } from "./expression.ts";
import { leavesOf, substitute } from "./expression-graph.ts";
import type { UpdateRecipe } from "./update-recipe.ts";

/**
 * One recipe for several in order, each of which takes the update of the one before it for the gradient. Slots and scalars are those of all,
 * named by {@link nameInChain}.
 */
export function chainUpdates(recipes: readonly [UpdateRecipe, ...UpdateRecipe[]]): UpdateRecipe {
  let update: Expression | undefined;
  const next: Record<string, Expression> = {};
  recipes.forEach((recipe, index) => {
    const expressions = [recipe.update, ...recipe.slots.map((slot) => recipe.next[slot] as Expression)];
    const replacements = new Map<Expression, Expression>();
    for (const found of leavesOf(...expressions)) {
      const { role, name } = found;
      if (role === "gradient" && update !== undefined) replacements.set(found, update);
      if (role === "slot" || role === "scalar") replacements.set(found, leaf(role, nameInChain(index, name)));
    }
    const [ofThis, ...ofSlots] = expressions.map((expression) => substitute(expression, replacements));
    update = ofThis;
    recipe.slots.forEach((slot, which) => {
      next[nameInChain(index, slot)] = ofSlots[which] as Expression;
    });
  });
  const namesOf = (list: "slots" | "scalars") =>
    recipes.flatMap((recipe, index) => recipe[list].map((name) => nameInChain(index, name)));
  return {
    name: recipes.map(({ name }) => name).join(", "),
    slots: namesOf("slots"),
    scalars: namesOf("scalars"),
    update: update as Expression,
    next,
    notation: {},
  };
}

/** The name of a recipe's slot or scalar in a chain in which the recipe has the given index. */
export function nameInChain(index: number, name: string): string {
  return `${index} ${name}`;
}
