import type { BinaryOperation, Comparison, Operation } from "./operations.ts";

/**
 * A symbolic scalar. In a cell it stands for one number of one unit of one row at one step, in an optimizer for one
 * number of a parameter tensor. Everything that runs a recipe (tfjs ops, compiled kernels) or shows it (LaTeX) is derived
 * from the graph of its expressions.
 *
 * Nodes are shared by identity: a value that is used twice is one node, and is computed once.
 */
export type Expression = Constant | Leaf | Application | Selection;

export type Constant = { readonly kind: "constant"; readonly value: number };

/** A number that the step is given. */
export type Leaf = { readonly kind: "leaf"; readonly role: LeafRole; readonly name: string };

/**
 * What a leaf is. In a cell: `gate`, a column of x Wx + h Wh + b; `state`, the unit's state before the step; `parameter`, a
 * learned number of the unit; `input`, a number of the row at this step that its units share, such as a timestamp. In an
 * optimizer: `parameter`, the number to be updated; `gradient`, the gradient by it; `slot`, what the optimizer keeps for it from
 * step to step; `scalar`, a number of the step that all parameters share, such as the learning rate.
 */
export type LeafRole = "gate" | "state" | "parameter" | "input" | "gradient" | "slot" | "scalar";

export type Application = {
  readonly kind: "application";
  readonly operation: Operation;
  /** One operand for a unary operation, two for a {@link BinaryOperation}. */
  readonly operands: readonly [Expression] | readonly [Expression, Expression];
};

export type Selection = {
  readonly kind: "selection";
  readonly condition: Condition;
  readonly whenTrue: Expression;
  readonly whenFalse: Expression;
};

/** A comparison of the two numbers, or whether the network is being trained. */
export type Condition =
  | { readonly kind: Comparison; readonly left: Expression; readonly right: Expression }
  | { readonly kind: "training" };

/** What the builders take: a plain number is a constant. */
export type Operand = Expression | number;

/** The expressions that `node` is made of. */
export function children(node: Expression): readonly Expression[] {
  switch (node.kind) {
    case "constant":
    case "leaf":
      return [];
    case "application":
      return node.operands;
    case "selection":
      return [...conditionChildren(node.condition), node.whenTrue, node.whenFalse];
  }
}

function conditionChildren(condition: Condition): readonly Expression[] {
  return condition.kind === "training" ? [] : [condition.left, condition.right];
}
