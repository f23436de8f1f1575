import type { Gpu, MachineLimits, SubjectResult } from "./results.ts";

/** The limits of a processor or GPU: GFLOP/s and GB/s. */
export type Roof = { readonly peak: number; readonly bandwidth: number };

/** What a subject computed on. */
export type Used = Pick<SubjectResult, "threads"> & {
  readonly gpu?: Gpu | undefined;
  /** How WebAssembly computed; undefined for a native program, and in older results. */
  readonly form?: string | undefined;
};

/**
 * The limits of what a subject computed on: of its GPU, or of the processor on the subject's number of threads, for the form of WebAssembly in
 * use. A native program gets those of the fastest form. Undefined where these limits were not measured, as for a GPU other than the one of
 * WebGPU.
 */
export function roofOf(
  { threads, gpu: used, form }: Used,
  { peak, bandwidth, gpu: measured }: MachineLimits,
): Roof | undefined {
  if (used !== undefined) return measured !== undefined && isSameGpu(used, measured) ? measured : undefined;
  const [fastest, widest] = [peakOf(peak, threads, form), bandwidth[threads]];
  return fastest === undefined || widest === undefined ? undefined : { peak: fastest, bandwidth: widest };
}

/** The key of a peak in {@link MachineLimits}. */
export function peakKey(threads: number, form: string): string {
  return `${threads} ${form}`;
}

function peakOf(peak: MachineLimits["peak"], threads: number, form: string | undefined): number | undefined {
  if (form !== undefined) return peak[peakKey(threads, form)] ?? peak[threads];
  const rates = Object.entries(peak).flatMap(([key, rate]) =>
    key === String(threads) || key.startsWith(peakKey(threads, "")) ? [rate] : [],
  );
  return rates.length === 0 ? undefined : Math.max(...rates);
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
