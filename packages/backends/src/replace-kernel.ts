import { getKernel, type KernelFunc, registerKernel, unregisterKernel } from "@tensorflow/tfjs-core";

/**
 * Replaces a registered kernel with `wrap` of its current function, once. A second call for the same kernel does nothing, so a
 * kernel that another package registered in the meantime stays.
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
 * Replaces a registered kernel with `wrap` of its current function for good: {@link replaceKernel} then leaves it alone. Use it
 * for a faster kernel that may be registered before or after the backend is started.
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
