import type { Tensor } from "@tensorflow/tfjs-core";
import { phrase, problem } from "../problem.ts";

/** Axis sizes by name, as found so far. */
export type Axes = Record<string, number>;

/**
 * Checks `tensor`'s shape against named axes, such as `["batch", "time", 28]`, and records the sizes found in `axes`.
 * A name seen before must have the same size again.
 *
 * @throws {RangeError} that shows both shapes and names the axis that broke.
 */
export function checkShape(
  where: string,
  name: string,
  tensor: Tensor,
  expected: readonly (string | number)[],
  axes: Axes = {},
): Axes {
  const found: Axes = { ...axes };
  const fail = (reason: string): never => {
    const wanted = expected.map((axis) =>
      typeof axis === "number" || axes[axis] === undefined ? axis : `${axis} = ${axes[axis]}`,
    );
    const got = phrase(`[${tensor.shape.join(", ")}]`);
    throw new RangeError(problem(where, `${name} of shape [${wanted.join(", ")}]`, got, reason));
  };
  if (tensor.rank !== expected.length) fail(`It has ${tensor.rank} axes, not ${expected.length}.`);
  expected.forEach((axis, index) => {
    const size = tensor.shape[index] as number;
    const wanted = typeof axis === "number" ? axis : found[axis];
    const named = typeof axis === "number" ? "" : ` (${axis})`;
    if (wanted !== undefined && wanted !== size) fail(`Axis ${index}${named} is ${size}, not ${wanted}.`);
    if (typeof axis === "string") found[axis] = size;
  });
  Object.assign(axes, found);
  return axes;
}
