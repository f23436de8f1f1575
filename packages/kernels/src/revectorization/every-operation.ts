import {
  add,
  type BinaryOperation,
  binaryOperations,
  type Expression,
  less,
  mul,
  recipe,
  type UnaryOperation,
  unaryOperations,
  where,
} from "@tenetjs/recipes";

/** A recipe that uses every operation of the language, as your own recipe might. */
export const everyOperation = recipe({
  name: "every-operation",
  gates: ["left", "right"],
  state: ["h", "c"],
  step: ({ gates, state }) => {
    const { left, right } = gates;
    // Logarithms, roots and divisors are of positive numbers.
    const positive = add(mul(left, left), 0.5);
    const values = [
      ...unaryOperations.map((operation) => applied(operation, [positive])),
      ...binaryOperations.map((operation) => applied(operation, [right, positive])),
      where(less(left, right), mul(left, state.c), right),
    ];
    const c = mul(1 / values.length, add(state.c, state.h, ...values));
    return { c, h: applied("tanh", [c]) };
  },
});

function applied(
  operation: UnaryOperation | BinaryOperation,
  operands: readonly [Expression] | readonly [Expression, Expression],
): Expression {
  return { kind: "application", operation, operands };
}
