import { phrase, problem } from "@tenetjs/core/internals";
import type { Condition, Expression } from "./expression.ts";

/**
 * `fields`, as a node of a graph that refuses JavaScript's own operators. Without that, `gates.a * state.h` would be NaN, a constant, and
 * `gates.a > 0` would be false whatever the gate is. The refusal is no enumerable property, so a node is compared, written and sent to
 * workers as the plain data that it is.
 */
export function node<Node extends Expression | Condition>(fields: Node): Node {
  return Object.defineProperty(fields, Symbol.toPrimitive, { value: refuse });
}

function refuse(this: Expression | Condition): never {
  throw new TypeError(
    problem(
      nameOf(this),
      "the builders of @tenetjs/recipes",
      phrase("an operator or a function of JavaScript, which cannot see the numbers of a symbol"),
      "Write mul(x, y) for x * y, add(x, y) for x + y, tanh(x) for Math.tanh(x), and where(less(0, x), y, z) for x > 0 ? y : z.",
    ),
  );
}

/** What an error calls a node: `gate "forget"`, `the result of multiply`. */
export function nameOf(node: Expression | Condition): string {
  switch (node.kind) {
    case "leaf":
      return `${node.role} "${node.name}"`;
    case "constant":
      return `the constant ${node.value}`;
    case "application":
      return `the result of ${node.operation}`;
    case "selection":
      return "the result of where";
    default:
      return `the condition ${node.kind}`;
  }
}
