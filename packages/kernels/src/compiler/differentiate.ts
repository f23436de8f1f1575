import type { Graph, Value } from "./graph.ts";
import { schedule } from "./graph.ts";

/** A value, and the derivative of the loss by it. */
export type Seed = { readonly value: Value; readonly gradient: Value };

/**
 * Reverse-mode differentiation: the derivative of the loss by each `read` below the seeds' values, from those by the
 * seeds' values, as values of the same graph. A read that is not a key has no influence on the loss.
 *
 * The chosen branch of a selection takes all of its gradient, and so does the left operand of a maximum or minimum at a
 * tie. |x| and relu have slope 0 at 0. A modulus a - b floor(a / b) has slope 1 in a, and -floor(a / b) in b.
 */
export function differentiate(into: Graph, seeds: readonly Seed[]): Map<Value, Value> {
  const gradients = new Map<Value, Value>();
  const add = (value: Value, gradient: Value) => {
    const sum = gradients.get(value);
    gradients.set(value, sum === undefined ? gradient : into.binary("add", sum, gradient));
  };
  for (const { value, gradient } of seeds) add(value, gradient);
  // Sorted, not only scheduled: a value's gradient is complete once all that use it are done.
  const order = schedule(seeds.map(({ value }) => value)).sort((a, b) => b.id - a.id);
  for (const value of order) {
    const gradient = gradients.get(value);
    if (gradient !== undefined) propagate(into, value, gradient, add);
  }
  return new Map([...gradients].filter(([{ operation }]) => operation === "read"));
}

function propagate(
  graph: Graph,
  value: Value,
  gradient: Value,
  add: (value: Value, gradient: Value) => void,
): void {
  const zero = graph.constant(0);
  const one = graph.constant(1);
  const times = (slope: Value) => graph.binary("multiply", gradient, slope);
  const negative = (x: Value) => graph.unary("negate", x);
  const where = (
    operation: "less" | "lessOrEqual",
    left: Value,
    right: Value,
    whenTrue: Value,
    whenFalse = zero,
  ) => graph.choose(graph.compare(operation, left, right), whenTrue, whenFalse);
  const [a, b, c] = value.operands as [Value, Value, Value];
  switch (value.operation) {
    case "add":
      add(a, gradient);
      return add(b, gradient);
    case "subtract":
      add(a, gradient);
      return add(b, negative(gradient));
    case "multiply":
      add(a, times(b));
      return add(b, times(a));
    case "divide": {
      const quotient = graph.binary("divide", gradient, b);
      add(a, quotient);
      return add(b, negative(graph.binary("multiply", quotient, value)));
    }
    case "maximum":
      add(a, where("lessOrEqual", b, a, gradient));
      return add(b, where("less", a, b, gradient));
    case "minimum":
      add(a, where("lessOrEqual", a, b, gradient));
      return add(b, where("less", b, a, gradient));
    case "modulo": {
      add(a, gradient);
      const floor = graph.unary("round", graph.binary("divide", graph.binary("subtract", a, value), b));
      return add(b, negative(times(floor)));
    }
    case "negate":
      return add(a, negative(gradient));
    case "exp":
      return add(a, times(value));
    case "log":
      return add(a, graph.binary("divide", gradient, a));
    case "sqrt":
      return add(a, graph.binary("divide", gradient, graph.binary("multiply", graph.constant(2), value)));
    case "abs":
      return add(a, where("less", zero, a, gradient, where("less", a, zero, negative(gradient))));
    case "relu":
      return add(a, where("less", zero, a, gradient));
    case "sigmoid":
      return add(a, times(graph.binary("multiply", value, graph.binary("subtract", one, value))));
    case "tanh":
      return add(a, times(graph.binary("subtract", one, graph.binary("multiply", value, value))));
    case "choose":
      add(b, graph.choose(a, gradient, zero));
      return add(c, graph.choose(a, zero, gradient));
  }
}
