/** The entry point to WebGPU, or why there is none and how to get one. */
export type GpuAccess =
  | { readonly gpu: GPU }
  | { readonly gpu?: undefined; readonly reason: string; readonly remedy: string };
