import type { WasmForm } from "@tenetjs/kernels";

/** What computes. Events of runs say the same. */
export type Device = {
  readonly backend: string;
  readonly device: string;
  readonly threads: number;
  /** On wasm, how the kernels compute. */
  readonly kernels?: WasmForm | null;
};

/** What computes, for people: "wasm (AMD EPYC, 2 threads, relaxed SIMD, revectorized)". */
export function deviceLine({ backend, device, threads, kernels = null }: Device): string {
  if (kernels === null) return `${backend} (${device})`;
  const { build, revectorized } = kernels;
  const count = `${threads} thread${threads === 1 ? "" : "s"}`;
  return `${backend} (${[device, count, `${build} SIMD`, ...(revectorized ? ["revectorized"] : [])].join(", ")})`;
}
