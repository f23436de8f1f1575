import { normal, type Rng } from "@tenetjs/core";
import type { Numbers } from "../sequence.ts";

/** Random numbers from N(0, `deviation`^2). */
export function normals(rng: Rng, shape: readonly number[], deviation = 1): Numbers {
  const length = shape.reduce((product, axis) => product * axis, 1);
  return { shape, values: Float32Array.from({ length }, () => normal(rng, 0, deviation)) };
}
