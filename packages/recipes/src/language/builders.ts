import { phrase, problem } from "@tenetjs/core/internals";
import type { Application, Condition, Constant, Expression, Leaf, LeafRole, Operand } from "./expression.ts";
import { nameOf, node } from "./node.ts";
import {
  type BinaryOperation,
  type Comparison,
  comparisons,
  type Operation,
  operations,
} from "./operations.ts";

/** The sum of two or more terms, added from the left. */
export function add(...terms: [first: Operand, second: Operand, ...rest: Operand[]]): Expression {
  return chained("add", "add", terms);
}

/** `left` - `right`. */
export function sub(...operands: [left: Operand, right: Operand]): Expression {
  return apply("sub", "subtract", operands);
}

/** The product of two or more factors, multiplied from the left. */
export function mul(...factors: [first: Operand, second: Operand, ...rest: Operand[]]): Expression {
  return chained("mul", "multiply", factors);
}

/** `left` / `right`. */
export function div(...operands: [left: Operand, right: Operand]): Expression {
  return apply("div", "divide", operands);
}

/** The floored modulus: left - right * floor(left / right), in [0, `right`) for a positive `right`; exact in float32. */
export function mod(...operands: [left: Operand, right: Operand]): Expression {
  return apply("mod", "modulo", operands);
}

/** The larger of two. Where they are equal, the gradient goes to `left`. */
export function max(...operands: [left: Operand, right: Operand]): Expression {
  return apply("max", "maximum", operands);
}

/** The smaller of two. Where they are equal, the gradient goes to `left`. */
export function min(...operands: [left: Operand, right: Operand]): Expression {
  return apply("min", "minimum", operands);
}

/** -x. */
export function neg(...operands: [x: Operand]): Expression {
  return apply("neg", "negate", operands);
}

/** e^x. */
export function exp(...operands: [x: Operand]): Expression {
  return apply("exp", "exp", operands);
}

/** The natural logarithm. */
export function log(...operands: [x: Operand]): Expression {
  return apply("log", "log", operands);
}

/** The square root. Its slope at 0 is infinite; see {@link abs} for what that means behind a kink. */
export function sqrt(...operands: [x: Operand]): Expression {
  return apply("sqrt", "sqrt", operands);
}

/** |x|, with gradient 0 at 0, even where the gradient that arrives there is infinite: the gradient of sqrt(abs(x)) at 0 is 0. */
export function abs(...operands: [x: Operand]): Expression {
  return apply("abs", "abs", operands);
}

/** max(x, 0), with gradient 0 at 0, even where the gradient that arrives there is infinite. */
export function relu(...operands: [x: Operand]): Expression {
  return apply("relu", "relu", operands);
}

/** The nearest integer, ties to even; its gradient is 0. */
export function round(...operands: [x: Operand]): Expression {
  return apply("round", "round", operands);
}

/** The sine of an angle in radians. Compiled, it is within 1e-6 for |x| up to 8192, where numbers in float32 are a thousandth apart. */
export function sin(...operands: [x: Operand]): Expression {
  return apply("sin", "sin", operands);
}

/** The cosine of an angle in radians, as accurate as {@link sin}. */
export function cos(...operands: [x: Operand]): Expression {
  return apply("cos", "cos", operands);
}

/** x itself, as a constant to the gradient: none flows through it. */
export function stopGradient(...operands: [x: Operand]): Expression {
  return apply("stopGradient", "stopGradient", operands);
}

/** The logistic function, 1 / (1 + e^-x). */
export function sigmoid(...operands: [x: Operand]): Expression {
  return apply("sigmoid", "sigmoid", operands);
}

/** The hyperbolic tangent. */
export function tanh(...operands: [x: Operand]): Expression {
  return apply("tanh", "tanh", operands);
}

/** `whenTrue` where the condition holds, else `whenFalse`; the gradient goes to the chosen one alone. */
export function where(...given: [condition: Condition, whenTrue: Operand, whenFalse: Operand]): Expression {
  checkCount("where", given, 3);
  const [condition, whenTrue, whenFalse] = given;
  if (!isCondition(condition)) {
    const next = "Make one by less(x, y) or lessOrEqual(x, y), or pass `training`.";
    throw new TypeError(problem("where", "a condition first", described(condition), next));
  }
  return node({
    kind: "selection",
    condition,
    whenTrue: operand("where", whenTrue),
    whenFalse: operand("where", whenFalse),
  });
}

/** Whether `left` < `right`. */
export function less(...operands: [left: Operand, right: Operand]): Condition {
  return compare("less", operands);
}

/** Whether `left` <= `right`. */
export function lessOrEqual(...operands: [left: Operand, right: Operand]): Condition {
  return compare("lessOrEqual", operands);
}

/** True while the network is being trained, false when it is evaluated or sampled from. */
export const training: Condition = node({ kind: "training" });

const leaves = new Map<string, Leaf>();

/** The symbol of that role and name; there is one of each. For functions from recipe to recipe that add their own. */
export function leaf(role: LeafRole, name: string): Leaf {
  const key = `${role} ${name}`;
  const known = leaves.get(key);
  if (known !== undefined) return known;
  const made = node<Leaf>({ kind: "leaf", role, name });
  leaves.set(key, made);
  return made;
}

/** `value` as an expression. @throws {TypeError} when it is neither a number nor an expression. */
export function expression(value: Operand): Expression {
  return operand("expression", value);
}

/** `value` as an expression, for the builder or the recipe that `where` names. @throws {TypeError} when it is none. */
export function operand(where: string, value: unknown): Expression {
  if (typeof value === "number" && !Number.isNaN(value)) return constant(value);
  if (isExpression(value)) return value;
  throw new TypeError(problem(where, "numbers and expressions", described(value), remedyFor(value)));
}

function chained(
  where: string,
  operation: BinaryOperation,
  [first, ...rest]: readonly Operand[],
): Expression {
  if (rest.length === 0) throw new TypeError(problem(where, "two or more operands", phrase("one or none")));
  return rest.reduce<Expression>(
    (left, right) => application(operation, left, operand(where, right)),
    operand(where, first),
  );
}

function apply(where: string, operation: Operation, operands: readonly Operand[]): Expression {
  checkCount(where, operands, operations[operation].operands);
  const [first, second] = operands.map((one) => operand(where, one)) as [Expression, Expression | undefined];
  return second === undefined ? application(operation, first) : application(operation, first, second);
}

/** A constant of any value. */
export function constant(value: number): Constant {
  return node({ kind: "constant", value });
}

/** `operation` of these operands, as it stands. */
export function application(
  operation: Operation,
  ...operands: readonly [Expression] | readonly [Expression, Expression]
): Application {
  return node({ kind: "application", operation, operands });
}

function compare(kind: Comparison, operands: readonly Operand[]): Condition {
  checkCount(kind, operands, 2);
  const [left, right] = operands.map((one) => operand(kind, one)) as [Expression, Expression];
  return node({ kind, left, right });
}

/** An operand too many would be dropped in silence: `values.map(tanh)` passes three. */
function checkCount(where: string, operands: readonly unknown[], count: number): void {
  if (operands.length === count) return;
  const expected = count === 1 ? "1 operand" : `${count} operands`;
  const next = operands.length > count ? `In a map, write (x) => ${where}(x).` : undefined;
  throw new TypeError(problem(where, expected, operands.length, count === 1 ? next : undefined));
}

/** Whether `value` is one. */
export function isExpression(value: unknown): value is Expression {
  return ["constant", "leaf", "application", "selection"].includes(kindOf(value));
}

function isCondition(value: unknown): value is Condition {
  return kindOf(value) === "training" || kindOf(value) in comparisons;
}

function kindOf(value: unknown): string {
  return typeof value === "object" && value !== null && "kind" in value ? String(value.kind) : "";
}

/** `value` as errors name it. */
export function described(value: unknown): unknown {
  return isExpression(value) || isCondition(value) ? phrase(nameOf(value)) : value;
}

function remedyFor(value: unknown): string {
  if (isCondition(value)) return "Choose by a condition with where(condition, whenTrue, whenFalse).";
  if (typeof value === "number")
    return "JavaScript's own arithmetic on something that is no number gives NaN: use the builders.";
  return "Is a name misspelt?";
}
