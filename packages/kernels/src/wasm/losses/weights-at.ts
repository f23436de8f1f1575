import type { DataType, TensorInfo } from "@tensorflow/tfjs-core";
import type { Kernels } from "../module/kernels.ts";

/** The address of the weights of rows, the number that tells the kernels their dtype, and the bytes of a weight. */
export function weightsAt(
  kernels: Kernels,
  weights: TensorInfo | undefined,
): { readonly address: number; readonly kind: number; readonly bytes: number } {
  if (weights === undefined) return { address: 0, kind: 0, bytes: 0 };
  return { address: kernels.address(weights), ...dtypes[weights.dtype as keyof typeof dtypes] };
}

const dtypes = {
  float32: { kind: 1, bytes: 4 },
  int32: { kind: 2, bytes: 4 },
  bool: { kind: 3, bytes: 1 },
} as const satisfies Partial<Record<DataType, object>>;
