import { Tensor } from "@tensorflow/tfjs-core";
import { phrase, problem } from "../problem.ts";

/** The sizes of axes by name, as found so far. */
export type Axes = Record<string, number>;

/**
 * `axes`, updated in place with the sizes of `tensor`'s axes, after checking its shape against named axes such as `["batch", "time", 28]`.
 * A name that `axes` already has must have the same size here.
 *
 * @throws {RangeError} with both shapes and the axis that differs. @throws {TypeError} when it is no tensor, or a disposed one.
 */
export function checkShape(
  where: string,
  name: string,
  tensor: Tensor,
  expected: readonly (string | number)[],
  axes: Axes = {},
): Axes {
  checkTensor(where, name, tensor);
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

function checkTensor(where: string, name: string, given: unknown): void {
  if (!(given instanceof Tensor)) throw new TypeError(problem(where, `${name} to be a tensor`, given));
  if (!given.isDisposed) return;
  const next =
    "A tensor that is to outlive a tidy is kept by tf.keep. Training replaces parameters: read them from its latest state.";
  throw new TypeError(problem(where, `${name} to be a tensor with values`, phrase("a disposed one"), next));
}
