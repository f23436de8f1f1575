import { type Condition, children, type Expression, type Leaf } from "./expression.ts";
import { node } from "./node.ts";

/** `roots` and every node that they depend on, each once, operands first. */
export function nodes(...roots: Expression[]): Expression[] {
  const found = new Set<Expression>();
  const visit = (node: Expression) => {
    if (found.has(node)) return;
    for (const child of children(node)) visit(child);
    found.add(node);
  };
  for (const root of roots) visit(root);
  return [...found];
}

/** The distinct leaves that `roots` depend on. */
export function leavesOf(...roots: Expression[]): Leaf[] {
  return nodes(...roots).filter((node): node is Leaf => node.kind === "leaf");
}

/**
 * The graph of `root` with each node that is a key of `replacements` exchanged for its value. What is not above a
 * replaced node stays the same node, so sharing is kept.
 */
export function substitute(root: Expression, replacements: ReadonlyMap<Expression, Expression>): Expression {
  const done = new Map(replacements);
  const visit = (node: Expression): Expression => {
    const known = done.get(node);
    if (known !== undefined) return known;
    const result = rebuild(node, visit);
    done.set(node, result);
    return result;
  };
  return visit(root);
}

/** The graphs of `roots`, in which what `source` computes as well is the node of `source`. */
export function shareWith(source: Expression, roots: readonly Expression[]): Expression[] {
  const ids = new Map<Expression, number>();
  const idOf = (node: Expression) => ids.get(node) ?? ids.set(node, ids.size).size - 1;
  const keyOf = (node: Expression) => [labelOf(node), ...children(node).map(idOf)].join(" ");
  const known = new Map<string, Expression>();
  const done = new Map<Expression, Expression>();
  const share = (given: Expression): Expression => {
    const finished = done.get(given);
    if (finished !== undefined) return finished;
    const rebuilt = rebuild(given, share);
    const shared = known.get(keyOf(rebuilt)) ?? rebuilt;
    done.set(given, shared);
    return shared;
  };
  for (const node of nodes(source)) known.set(keyOf(node), node);
  return roots.map(share);
}

/** What a node is, apart from what it is made of. */
function labelOf(node: Expression): string {
  switch (node.kind) {
    case "constant":
      return `constant ${Object.is(node.value, -0) ? "-0" : node.value}`;
    case "leaf":
      return `${node.role} "${node.name}"`;
    case "application":
      return node.operation;
    case "selection":
      return `selection ${node.condition.kind}`;
  }
}

function rebuild(given: Expression, visit: (child: Expression) => Expression): Expression {
  if (given.kind === "constant" || given.kind === "leaf") return given;
  if (given.kind === "application") {
    const [first, second] = given.operands;
    const left = visit(first);
    if (second === undefined) return left === first ? given : node({ ...given, operands: [left] });
    const right = visit(second);
    return left === first && right === second ? given : node({ ...given, operands: [left, right] });
  }
  const condition = rebuildCondition(given.condition, visit);
  const whenTrue = visit(given.whenTrue);
  const whenFalse = visit(given.whenFalse);
  const same = condition === given.condition && whenTrue === given.whenTrue && whenFalse === given.whenFalse;
  return same ? given : node({ ...given, condition, whenTrue, whenFalse });
}

function rebuildCondition(condition: Condition, visit: (child: Expression) => Expression): Condition {
  if (condition.kind === "training") return condition;
  const left = visit(condition.left);
  const right = visit(condition.right);
  return left === condition.left && right === condition.right
    ? condition
    : node({ ...condition, left, right });
}
