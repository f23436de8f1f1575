import { normal, type Rng } from "@tenetjs/core";
import { type Tensor, tensor } from "@tensorflow/tfjs-core";

/** A float32 tensor of the given shape, drawn from N(0, `deviation`^2). */
export function randomTensor(rng: Rng, shape: readonly number[], deviation = 1): Tensor {
  const size = shape.reduce((product, axis) => product * axis, 1);
  return tensor(
    Float32Array.from({ length: size }, () => normal(rng, 0, deviation)),
    [...shape],
    "float32",
  );
}
