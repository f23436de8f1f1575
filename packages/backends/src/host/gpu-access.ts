/** The entry to the graphics cards, or why there is none and what would provide it. */
export type GpuAccess =
  | { readonly gpu: GPU }
  | { readonly gpu?: undefined; readonly reason: string; readonly remedy: string };
