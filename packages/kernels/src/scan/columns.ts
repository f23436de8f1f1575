import type { Gate, Recipe } from "@tenetjs/recipes";
import { gateOrder } from "@tenetjs/recipes/internals";

/** Adjacent columns of a weight matrix (`from`), and their place in a row of slots (`to`), in values. */
export type Columns = { readonly from: number; readonly to: number; readonly width: number };

/** The columns of `wx`, of the gates that x contributes to, and the slots that they go to. */
export function columnsOf(recipe: Recipe, hidden: number): Columns[] {
  const order = gateOrder(recipe);
  const columns: Columns[] = [];
  const withInput: readonly Gate[] = recipe.gates.filter(({ from }) => from !== "hidden");
  withInput.forEach((gate, index) => {
    const [from, to] = [index * hidden, order.indexOf(gate) * hidden];
    const last = columns.at(-1);
    if (last !== undefined && last.to + last.width === to)
      columns.push({ ...(columns.pop() as Columns), width: last.width + hidden });
    else columns.push({ from, to, width: hidden });
  });
  return columns;
}
