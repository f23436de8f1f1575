import { asWebGpuBackend } from "@tenetjs/backends/internals";
import { TenetError } from "@tenetjs/core";
import { checkChoice, phrase, problem } from "@tenetjs/core/internals";
import { backend, getBackend } from "@tensorflow/tfjs-core";

/** Options of the kernels on WebGPU. */
export type WebGpuOptions = {
  /**
   * Whether GPU threads of a subgroup add and compare their numbers directly instead of through workgroup memory, in the sums and
   * maxima of the loss, the accuracy and the global norm. The order of a sum then depends on the GPU, but not on the run. Both kinds
   * of sums are equally accurate: in the tests, within 1e-6 of exact ones. Default `false`.
   */
  readonly subgroups?: boolean;
  /**
   * The form of the scan over time: one dispatch for each time step (`"stepwise"`), or one for all time steps, in which each workgroup
   * processes its own rows (`"persistent"`, if workgroup memory is large enough). Both give the same results on the same GPU.
   * `"measured"` times both during the first steps and keeps the faster one for these sizes. Default `"measured"`.
   */
  readonly scan?: "measured" | "stepwise" | "persistent";
  /**
   * The storage of the recurrent weights during a scan. `"f16"` halves the weight bytes that each time step reads, and rounds each
   * weight by up to 2^-11 of its value (0.05 %), forward and backward. Parameters, sums and gradients stay float32. Default `"f32"`.
   */
  readonly storage?: "f32" | "f16";
};

/**
 * Sets the options of the kernels on WebGPU.
 *
 * @throws {RangeError} if an option has an unknown value.
 * @throws {TenetError} with the code `FEATURE_MISSING` if tfjs already runs on a GPU that lacks a required feature. If tfjs starts
 * later, the first kernel throws it.
 */
export function configureWebGpu(options: WebGpuOptions): void {
  const wanted = { ...defaults, ...options };
  checkChoice("configureKernels", "webgpu.scan", wanted.scan, ["measured", "stepwise", "persistent"]);
  checkChoice("configureKernels", "webgpu.storage", wanted.storage, ["f32", "f16"]);
  if (getBackend() === "webgpu") check(wanted, asWebGpuBackend(backend()).device);
  configured = wanted;
}

/** The options for kernels on `device`. @throws {TenetError} `FEATURE_MISSING` if the device lacks a required feature. */
export function optionsFor(device: Pick<GPUDevice, "features">): Required<WebGpuOptions> {
  check(configured, device);
  return configured;
}

const defaults: Required<WebGpuOptions> = { subgroups: false, scan: "measured", storage: "f32" };

let configured = defaults;

function check({ subgroups }: Required<WebGpuOptions>, { features }: Pick<GPUDevice, "features">): void {
  if (!subgroups || features.has("subgroups")) return;
  throw new TenetError(
    "FEATURE_MISSING",
    problem("configureKernels", "a GPU with subgroups", phrase("one without"), "Leave out webgpu.subgroups."),
  );
}
