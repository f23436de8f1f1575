import { getKernel, type KernelFunc, registerKernel, unregisterKernel } from "@tensorflow/tfjs-core";

/**
 * Registers `wrap(the kernel's present function)` in the kernel's place, once: a second call for the same kernel does
 * nothing, so what another package registered since then stays.
 */
export function replaceKernel(
  backendName: string,
  kernelName: string,
  wrap: (original: KernelFunc) => KernelFunc,
): void {
  const key = `${backendName} ${kernelName}`;
  if (replaced.has(key)) return;
  overrideKernel(backendName, kernelName, wrap);
}

/**
 * Registers `wrap(the kernel's present function)` in the kernel's place, for good: {@link replaceKernel} then leaves it alone.
 * For a faster kernel that may be registered before or after the backend is started.
 */
export function overrideKernel(
  backendName: string,
  kernelName: string,
  wrap: (original: KernelFunc) => KernelFunc,
): void {
  replaced.add(`${backendName} ${kernelName}`);
  const config = getKernel(kernelName, backendName);
  unregisterKernel(kernelName, backendName);
  registerKernel({ ...config, kernelFunc: wrap(config.kernelFunc) });
}

const replaced = new Set<string>();
