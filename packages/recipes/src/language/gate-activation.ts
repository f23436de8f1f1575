import type { Application, Expression } from "./expression.ts";
import { nodes } from "./expression-graph.ts";
import type { Recipe } from "./recipe.ts";
import { stepRoots } from "./second-product.ts";

/** The first sigmoid or tanh of the gate, with what is added to it; the gate's sum itself if there is none. */
export function gateActivation(recipe: Recipe, gate: string): Expression {
  const all = nodes(...stepRoots(recipe));
  const leafOf = all.find((node) => node.kind === "leaf" && node.role === "gate" && node.name === gate);
  const containing = new Set<Expression>(leafOf === undefined ? [] : [leafOf]);
  for (const node of all) {
    if (node.kind !== "application" || !node.operands.some((operand) => containing.has(operand))) continue;
    if (isActivation(node)) return node;
    containing.add(node);
  }
  return leafOf as Expression;
}

function isActivation({ operation }: Application): boolean {
  return operation === "sigmoid" || operation === "tanh";
}
