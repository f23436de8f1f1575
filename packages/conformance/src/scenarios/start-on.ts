import { type BackendName, backendNames, type Started } from "@tenetjs/backends";
import { fusedScanKernel } from "@tenetjs/cells/internals";
import { phrase, problem } from "@tenetjs/core/internals";
import { startForTests } from "@tenetjs/testing/start";
import { getKernel } from "@tensorflow/tfjs-core";

/** A way to compute: a backend, and whether sequences are composed of tfjs's operations or run by a kernel. */
export type Form = {
  readonly backend: BackendName;
  readonly form: "composed" | "fused";
  /** Of the processor; for WASM alone. */
  readonly threads?: number;
};

/**
 * Starts tfjs on the form's backend. Kernels that are registered stay, so that composed forms come first.
 *
 * @throws {Error} when sequences would not be computed in that form.
 */
export async function startOn({ backend, form, threads, wasmPaths, scan }: StartOn): Promise<Started> {
  if (form === "fused") await import("@tenetjs/kernels/register");
  if (scan !== undefined) (await import("@tenetjs/kernels")).configureKernels({ webgpu: { scan } });
  const started = await startForTests(backend, {
    ...(threads === undefined ? {} : { threads }),
    ...(wasmPaths === undefined ? {} : { wasmPaths }),
  });
  const found = getKernel(fusedScanKernel, backend) == null ? "composed" : "fused";
  if (found !== form)
    throw new Error(problem(`startOn ${backend}`, `sequences to be ${form}`, phrase(found)));
  return started;
}

export type StartOn = Form & {
  readonly wasmPaths?: string;
  /** How kernels on WebGPU go through time. Default: as they find out to be faster. */
  readonly scan?: "stepwise" | "persistent";
};

/** The backends that a kernel for sequences is there for. Registers it. */
export async function fusedBackends(): Promise<BackendName[]> {
  await import("@tenetjs/kernels/register");
  return backendNames.filter((name) => getKernel(fusedScanKernel, name) != null);
}
