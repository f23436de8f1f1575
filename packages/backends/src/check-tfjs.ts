import type { BackendName } from "./names.ts";
import { checkOneCopy } from "./tfjs-copies.ts";
import { checkBackendVersion, checkCoreVersion } from "./tfjs-versions.ts";

/**
 * Checks that the program has one copy of tfjs-core, of a version that the tests train with, and that the package of a backend has the same
 * version.
 *
 * @throws {TenetError} `TFJS_COPIES` or `TFJS_VERSION`.
 */
export async function checkTfjs(name: BackendName): Promise<void> {
  checkCoreVersion();
  const version = await versionOf[name]();
  // The package of a backend may have brought a copy of tfjs-core of its own.
  checkOneCopy();
  if (version !== undefined) checkBackendVersion(`@tensorflow/tfjs-backend-${name}`, version);
}

const versionOf: Record<BackendName, () => Promise<string | undefined>> = {
  cpu: async () => (await import("@tensorflow/tfjs-backend-cpu")).version_cpu,
  wasm: async () => (await import("@tensorflow/tfjs-backend-wasm")).version_wasm,
  // Its package does not say its version. WebGPU is available with one version of tfjs-core only.
  webgpu: async () => undefined,
};
