/** A node, and the derivative of the loss by it. */
export type Seed<T> = { readonly value: T; readonly gradient: T };

/**
 * The derivatives of the loss by each node that has an influence on it, by reverse-mode differentiation from the seeds.
 *
 * @param order the nodes that the seeds' values depend on, each after all nodes that use it
 * @param parts what a node's operands get of its gradient; undefined where the slope is 0
 */
export function accumulateGradients<T>(
  order: Iterable<T>,
  seeds: readonly Seed<T>[],
  add: (left: T, right: T) => T,
  parts: (node: T, gradient: T) => readonly (readonly [operand: T, part: T | undefined])[],
): Map<T, T> {
  const gradients = new Map<T, T>();
  const accumulate = (node: T, gradient: T) => {
    const sum = gradients.get(node);
    gradients.set(node, sum === undefined ? gradient : add(sum, gradient));
  };
  for (const { value, gradient } of seeds) accumulate(value, gradient);
  for (const node of order) {
    const gradient = gradients.get(node);
    if (gradient === undefined) continue;
    for (const [operand, part] of parts(node, gradient)) if (part !== undefined) accumulate(operand, part);
  }
  return gradients;
}
