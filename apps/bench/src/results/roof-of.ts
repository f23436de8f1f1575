import type { Gpu, MachineLimits, SubjectResult } from "./results.ts";

/** The limits of a processor or GPU: GFLOP/s and GB/s. */
export type Roof = { readonly peak: number; readonly bandwidth: number };

/**
 * The limits of what a subject computed on: of the processor on the subject's number of threads, or of its GPU. Undefined where these limits
 * were not measured, as for a GPU other than the one of WebGPU.
 */
export function roofOf(
  { threads, gpu: used }: Pick<SubjectResult, "threads"> & { readonly gpu?: Gpu | undefined },
  { peak, bandwidth, gpu: measured }: MachineLimits,
): Roof | undefined {
  if (used !== undefined) return measured !== undefined && isSameGpu(used, measured) ? measured : undefined;
  const [fastest, widest] = [peak[threads], bandwidth[threads]];
  return fastest === undefined || widest === undefined ? undefined : { peak: fastest, bandwidth: widest };
}

/**
 * Whether two libraries mean the same GPU. They spell its name differently (`NVIDIA GeForce RTX 4070`, `nvidia-geforce-rtx-4070`), and some
 * drivers append a suffix.
 */
export function isSameGpu(one: Gpu, other: Gpu): boolean {
  const [a, b] = [one, other].map(
    ({ name }) =>
      name
        .toLowerCase()
        .match(/[a-z0-9]+/g)
        ?.join("-") ?? "",
  ) as [string, string];
  return one.software === other.software && (`${a}-`.startsWith(`${b}-`) || `${b}-`.startsWith(`${a}-`));
}
