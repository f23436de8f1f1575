import { accumulateGradients, type Seed } from "../language/accumulate-gradients.ts";
import { type Operation, operations } from "../language/operations.ts";
import { arithmeticOf, type Graph, isComparison, schedule, type Value } from "./value-graph.ts";

/**
 * The derivatives of the loss by each `read` that the seeds depend on, as values of the same graph. A read without an entry has no influence on
 * the loss. The rules are those of the operations; see `derivatives` for
 * what happens at ties and kinks.
 */
export function differentiate(into: Graph, seeds: readonly Seed<Value>[]): Map<Value, Value> {
  const arithmetic = arithmeticOf(into);
  // Sorted, not only scheduled: a value's gradient is complete once all that use it are done.
  const order = schedule(seeds.map(({ value }) => value)).sort((a, b) => b.id - a.id);
  const gradients = accumulateGradients(order, seeds, arithmetic.add, (value, gradient) =>
    zip(value.operands, operandGradients(into, value, gradient)),
  );
  return new Map([...gradients].filter(([{ operation }]) => operation === "read"));

  function operandGradients(graph: Graph, value: Value, gradient: Value): readonly (Value | undefined)[] {
    const { operation, operands } = value;
    if (operation === "choose") {
      const [condition] = operands as [Value];
      const zero = graph.constant(0);
      return [undefined, graph.choose(condition, gradient, zero), graph.choose(condition, zero, gradient)];
    }
    if (operands.length === 0 || isComparison(value)) return [];
    // `flush` is applied to gradients only, which are never differentiated again.
    const { derivative } = operations[operation as Operation] as Rule;
    return derivative(arithmetic, gradient, operands, value);
  }
}

type Rule = {
  derivative(
    arithmetic: ReturnType<typeof arithmeticOf>,
    gradient: Value,
    operands: readonly Value[],
    result: Value,
  ): readonly (Value | undefined)[];
};

function zip<A, B>(left: readonly A[], right: readonly B[]): [A, B | undefined][] {
  return left.map((item, index) => [item, right[index]]);
}
