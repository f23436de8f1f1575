import { clipByGlobalNorm, globalNorm } from "@tenetjs/training";
import type { Tensor } from "@tensorflow/tfjs-core";
import type { Numbers } from "../sequence.ts";
import { type Computed, computedTwice } from "./computed.ts";
import { toTensors } from "./to-tensor.ts";

export type ComputeClipped = {
  readonly gradients: Readonly<Record<string, Numbers>>;
  readonly most: number;
};

/** The gradients' global norm, `norm`, and the clipped gradients, on tfjs's current backend. */
export async function computeClipped({ gradients, most }: ComputeClipped): Promise<Computed> {
  return computedTwice(() => {
    const given = toTensors(gradients);
    const { updates } = clipByGlobalNorm(most).update(given, {}, { params: given, step: 0 });
    return { norm: globalNorm(given), ...(updates as Record<string, Tensor>) };
  });
}
