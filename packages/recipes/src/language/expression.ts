import type { BinaryOperation, Comparison, Operation, UnaryOperation } from "./operations.ts";

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
  /** One operand for a {@link UnaryOperation}, two for a {@link BinaryOperation}. */
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

/** The sum of two or more terms, added from the left. */
export function add(first: Operand, second: Operand, ...rest: Operand[]): Expression {
  return rest.reduce<Expression>((sum, term) => binary("add", sum, term), binary("add", first, second));
}

/** `left` - `right`. */
export function sub(left: Operand, right: Operand): Expression {
  return binary("subtract", left, right);
}

/** The product of two or more factors, multiplied from the left. */
export function mul(first: Operand, second: Operand, ...rest: Operand[]): Expression {
  return rest.reduce<Expression>(
    (product, factor) => binary("multiply", product, factor),
    binary("multiply", first, second),
  );
}

/** `left` / `right`. */
export function div(left: Operand, right: Operand): Expression {
  return binary("divide", left, right);
}

/** The floored modulus: left - right * floor(left / right), in [0, `right`) for a positive `right`; exact in float32. */
export function mod(left: Operand, right: Operand): Expression {
  return binary("modulo", left, right);
}

/** The larger of two. Where they are equal, the gradient goes to `left`. */
export function max(left: Operand, right: Operand): Expression {
  return binary("maximum", left, right);
}

/** The smaller of two. Where they are equal, the gradient goes to `left`. */
export function min(left: Operand, right: Operand): Expression {
  return binary("minimum", left, right);
}

/** -x. */
export function neg(x: Operand): Expression {
  return unary("negate", x);
}

/** e^x. */
export function exp(x: Operand): Expression {
  return unary("exp", x);
}

/** The natural logarithm. */
export function log(x: Operand): Expression {
  return unary("log", x);
}

/** The square root. */
export function sqrt(x: Operand): Expression {
  return unary("sqrt", x);
}

/** |x|, with gradient 0 at 0. */
export function abs(x: Operand): Expression {
  return unary("abs", x);
}

/** max(x, 0), with gradient 0 at 0. */
export function relu(x: Operand): Expression {
  return unary("relu", x);
}

/** The nearest integer, ties to even; its gradient is 0. */
export function round(x: Operand): Expression {
  return unary("round", x);
}

/** The logistic function, 1 / (1 + e^-x). */
export function sigmoid(x: Operand): Expression {
  return unary("sigmoid", x);
}

/** The hyperbolic tangent. */
export function tanh(x: Operand): Expression {
  return unary("tanh", x);
}

/** `whenTrue` where the condition holds, else `whenFalse`; the gradient goes to the chosen one alone. */
export function where(condition: Condition, whenTrue: Operand, whenFalse: Operand): Expression {
  return { kind: "selection", condition, whenTrue: expression(whenTrue), whenFalse: expression(whenFalse) };
}

/** Whether `left` < `right`. */
export function less(left: Operand, right: Operand): Condition {
  return { kind: "less", left: expression(left), right: expression(right) };
}

/** Whether `left` <= `right`. */
export function lessOrEqual(left: Operand, right: Operand): Condition {
  return { kind: "lessOrEqual", left: expression(left), right: expression(right) };
}

/** True while the network is being trained, false when it is evaluated or sampled from. */
export const training: Condition = { kind: "training" };

const leaves = new Map<string, Leaf>();

/** The symbol of that role and name; there is one of each. For functions from recipe to recipe that add their own. */
export function leaf(role: LeafRole, name: string): Leaf {
  const key = `${role} ${name}`;
  const known = leaves.get(key);
  if (known !== undefined) return known;
  const made: Leaf = { kind: "leaf", role, name };
  leaves.set(key, made);
  return made;
}

/** `value` as an expression. */
export function expression(value: Operand): Expression {
  return typeof value === "number" ? { kind: "constant", value } : value;
}

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

function unary(operation: UnaryOperation, x: Operand): Expression {
  return { kind: "application", operation, operands: [expression(x)] };
}

function binary(operation: BinaryOperation, left: Operand, right: Operand): Expression {
  return { kind: "application", operation, operands: [expression(left), expression(right)] };
}
