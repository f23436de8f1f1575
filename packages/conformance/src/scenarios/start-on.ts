import type { BackendName, Started } from "@tenetjs/backends";
import { fusedScanKernel } from "@tenetjs/cells/internals";
import { phrase, problem } from "@tenetjs/core/internals";
import { startForTests } from "@tenetjs/testing/start";
import { getKernel } from "@tensorflow/tfjs-core";

/** A backend, and whether sequences run in the composed or the fused form. */
export type Form = {
  readonly backend: BackendName;
  readonly form: "composed" | "fused";
  /** The number of CPU threads, on WASM only. */
  readonly threads?: number;
};

/**
 * Starts tfjs on the form's backend. Registered kernels cannot be removed, so start composed forms first.
 *
 * @throws {Error} if sequences would not run in the given form.
 */
export async function startOn({ backend, form, threads, scan, reproducible }: StartOn): Promise<Started> {
  if (form === "fused") await import("@tenetjs/kernels/register");
  if (scan !== undefined || reproducible !== undefined)
    (await import("@tenetjs/kernels")).configureKernels({
      ...(scan === undefined ? {} : { webgpu: { scan } }),
      ...(reproducible === undefined ? {} : { reproducible }),
    });
  const started = await startForTests(backend, {
    ...(threads === undefined ? {} : { threads }),
  });
  const found = getKernel(fusedScanKernel, backend) == null ? "composed" : "fused";
  if (found !== form)
    throw new Error(problem(`startOn ${backend}`, `sequences to be ${form}`, phrase(found)));
  return started;
}

export type StartOn = Form & {
  /** The form of the scan on WebGPU. Default: the faster one, by measurement. */
  readonly scan?: "stepwise" | "persistent";
  /** Whether the kernels on WASM are the strict ones. Default: those with relaxed SIMD, where the runtime has it. */
  readonly reproducible?: boolean;
};
