import { type Comparison, type Graph, schedule, type Value } from "./graph.ts";

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
    if (gradient === undefined) continue;
    const parts = operandGradients(into, value, gradient);
    value.operands.forEach((operand, index) => {
      const part = parts[index];
      if (part !== undefined) add(operand, part);
    });
  }
  return new Map([...gradients].filter(([{ operation }]) => operation === "read"));
}

/** For each operand of `value` what it gets of its gradient; nothing where the slope is 0. */
function operandGradients(graph: Graph, value: Value, gradient: Value): (Value | undefined)[] {
  const zero = graph.constant(0);
  const one = graph.constant(1);
  const times = (slope: Value) => graph.binary("multiply", gradient, slope);
  const negative = (x: Value) => graph.unary("negate", x);
  const where = (
    comparison: Comparison,
    left: Value,
    right: Value,
    whenTrue: Value,
    whenFalse = zero,
  ): Value => graph.choose(graph.compare(comparison, left, right), whenTrue, whenFalse);
  const [a, b] = value.operands as [Value, Value];
  switch (value.operation) {
    case "add":
      return [gradient, gradient];
    case "subtract":
      return [gradient, negative(gradient)];
    case "multiply":
      return [times(b), times(a)];
    case "divide": {
      const quotient = graph.binary("divide", gradient, b);
      return [quotient, negative(graph.binary("multiply", quotient, value))];
    }
    case "maximum":
      return [where("lessOrEqual", b, a, gradient), where("less", a, b, gradient)];
    case "minimum":
      return [where("lessOrEqual", a, b, gradient), where("less", b, a, gradient)];
    case "modulo": {
      const floor = graph.unary("round", graph.binary("divide", graph.binary("subtract", a, value), b));
      return [gradient, negative(times(floor))];
    }
    case "negate":
      return [negative(gradient)];
    case "exp":
      return [times(value)];
    case "log":
      return [graph.binary("divide", gradient, a)];
    case "sqrt":
      return [graph.binary("divide", gradient, graph.binary("multiply", graph.constant(2), value))];
    case "abs":
      return [where("less", zero, a, gradient, where("less", a, zero, negative(gradient)))];
    case "relu":
      return [where("less", zero, a, gradient)];
    case "sigmoid":
      return [times(graph.binary("multiply", value, graph.binary("subtract", one, value)))];
    case "tanh":
      return [times(graph.binary("subtract", one, graph.binary("multiply", value, value)))];
    case "choose":
      return [undefined, graph.choose(a, gradient, zero), graph.choose(a, zero, gradient)];
    default:
      return [];
  }
}
