import type { OneHotAttrs, TensorInfo } from "@tensorflow/tfjs-core";
import { kernel } from "../kernel.ts";

/** The kernel `OneHot` in the requested dtype. tfjs's always writes integers, so that a float32 one reads as 1e-45. */
export const oneHot = kernel<{ indices: TensorInfo }, OneHotAttrs>(
  ({ kernels, inputs: { indices }, attributes: { dtype, depth, onValue, offValue } }) => {
    const rows = kernels.output([...indices.shape, depth], dtype);
    const ids = kernels.view(indices);
    const values = kernels.view(rows).fill(offValue);
    ids.forEach((id, row) => {
      if (id >= 0 && id < depth) values[row * depth + id] = onValue;
    });
    return rows;
  },
);
