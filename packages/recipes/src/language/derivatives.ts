import { accumulateGradients, type Seed } from "./accumulate-gradients.ts";
import { application, constant, expression, where } from "./builders.ts";
import type { Expression, Leaf, Operand } from "./expression.ts";
import { nodes } from "./expression-graph.ts";
import { node } from "./node.ts";
import {
  type Arithmetic,
  type BinaryDefinition,
  type Operation,
  operations,
  type UnaryDefinition,
} from "./operations.ts";
import { simplified } from "./simplify.ts";

/**
 * The derivatives of a loss by each leaf that it depends on, as expressions. The loss is given by its derivatives (`gradient`) by some values. For
 * the derivatives of one value `y`, pass `{ value: y, gradient: 1 }`.
 *
 * The chosen branch of a selection takes all of its gradient, and so does the left operand of a maximum or minimum at a
 * tie. |x| and relu have slope 0 at 0, and `round` and `stopGradient` have slope 0.
 */
export function derivatives(
  ...seeds: readonly { readonly value: Expression; readonly gradient: Operand }[]
): Map<Leaf, Expression> {
  const given = seeds.map(
    ({ value, gradient }): Seed<Expression> => ({
      value,
      gradient: expression(gradient),
    }),
  );
  const order = nodes(...given.map(({ value }) => value)).reverse();
  const found = accumulateGradients(order, given, arithmetic.add, parts);
  return new Map([...found].filter((entry): entry is [Leaf, Expression] => entry[0].kind === "leaf"));
}

function parts(value: Expression, gradient: Expression): (readonly [Expression, Expression | undefined])[] {
  if (value.kind === "selection") {
    const { condition, whenTrue, whenFalse } = value;
    return [
      [whenTrue, where(condition, gradient, 0)],
      [whenFalse, where(condition, 0, gradient)],
    ];
  }
  if (value.kind !== "application") return [];
  const [first, second] = value.operands;
  if (second === undefined) {
    const { derivative } = operations[value.operation] as UnaryDefinition;
    return [[first, derivative(arithmetic, gradient, [first], value)[0]]];
  }
  const { derivative } = operations[value.operation] as BinaryDefinition;
  const [left, right] = derivative(arithmetic, gradient, [first, second], value);
  return [
    [first, left],
    [second, right],
  ];
}

const arithmetic: Arithmetic<Expression> = {
  constant,
  add: (left, right) => apply("add", left, right),
  subtract: (left, right) => apply("subtract", left, right),
  multiply: (left, right) => apply("multiply", left, right),
  divide: (left, right) => apply("divide", left, right),
  negate: (x) => apply("negate", x),
  round: (x) => apply("round", x),
  sin: (x) => apply("sin", x),
  cos: (x) => apply("cos", x),
  choose: (kind, left, right, whenTrue, whenFalse) => where(node({ kind, left, right }), whenTrue, whenFalse),
};

function apply(
  operation: Operation,
  ...operands: readonly [Expression] | readonly [Expression, Expression]
): Expression {
  const numbers = operands.map(constantOf);
  if (numbers.every((number) => number !== undefined)) {
    const { value } = operations[operation] as { value(...numbers: number[]): number };
    return constant(value(...numbers));
  }
  const simpler = simplified({ constantOf, negate: arithmetic.negate }, operation, operands);
  return simpler ?? application(operation, ...operands);
}

function constantOf(node: Expression): number | undefined {
  return node.kind === "constant" ? node.value : undefined;
}
