import type { Expression, Leaf } from "../language/expression.ts";
import type { Graph, Value } from "./value-graph.ts";

/** What expressions are lowered with. */
export type Lowering = {
  /** What `training` conditions are. */
  readonly training: boolean;
  readonly leaf: (leaf: Leaf) => Value;
};

/** `roots` as values of `into`. */
export function lowerExpressions(
  into: Graph,
  roots: readonly Expression[],
  { training, leaf }: Lowering,
): Value[] {
  const known = new Map<Expression, Value>();
  const visit = (node: Expression): Value => {
    const value = known.get(node) ?? lowered(node);
    known.set(node, value);
    return value;
  };
  const lowered = (node: Expression): Value => {
    switch (node.kind) {
      case "constant":
        return into.constant(node.value);
      case "leaf":
        return leaf(node);
      case "application":
        return into.apply(node.operation, ...node.operands.map(visit));
      case "selection": {
        const { condition, whenTrue, whenFalse } = node;
        if (condition.kind === "training") return visit(training ? whenTrue : whenFalse);
        const chosen = into.compare(condition.kind, visit(condition.left), visit(condition.right));
        return into.choose(chosen, visit(whenTrue), visit(whenFalse));
      }
    }
  };
  return roots.map(visit);
}
