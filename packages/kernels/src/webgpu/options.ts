import { asWebGpuBackend } from "@tenetjs/backends/internals";
import { TenetError } from "@tenetjs/core";
import { checkChoice, phrase, problem } from "@tenetjs/core/internals";
import { backend, getBackend } from "@tensorflow/tfjs-core";

/** How the kernels run on WebGPU. */
export type WebGpuOptions = {
  /**
   * Whether threads that a card runs in step add and compare their numbers directly, in the sums and maxima of the loss, the accuracy and
   * the global norm, rather than by way of memory. The order of a sum is then the card's: the same from run to run, but another than on
   * other cards. Sums of either kind are as accurate, within 1e-6 of exact ones in the tests. Default `false`.
   */
  readonly subgroups?: boolean;
  /**
   * How a recurrent layer goes through time: by a dispatch for each step (`"stepwise"`), or by one for all, in which each workgroup has
   * some rows to itself (`"persistent"`, where a workgroup's memory is large enough). Both give the same results on one card.
   * `"measured"`: whichever is faster on this card for these sizes, which is measured beside the first steps. Default `"measured"`.
   */
  readonly scan?: "measured" | "stepwise" | "persistent";
  /**
   * How the weights of h are stored while a layer goes through time: `"f16"` halves what is read for each step, and rounds each of them
   * by up to 2^-11 of itself (0.05 %), forward and backward; parameters, sums and gradients stay float32. Default `"f32"`.
   */
  readonly storage?: "f32" | "f16";
};

/**
 * Sets how the kernels run on WebGPU from now on.
 *
 * @throws {RangeError} when an option is none of its choices.
 * @throws {TenetError} with the code `FEATURE_MISSING` when tfjs runs on a card already that lacks what is asked for; if it is
 * started later, the first kernel throws that.
 */
export function configureWebGpu(options: WebGpuOptions): void {
  const wanted = { ...defaults, ...options };
  checkChoice("configureKernels", "webgpu.scan", wanted.scan, ["measured", "stepwise", "persistent"]);
  checkChoice("configureKernels", "webgpu.storage", wanted.storage, ["f32", "f16"]);
  if (getBackend() === "webgpu") check(wanted, asWebGpuBackend(backend()).device);
  configured = wanted;
}

/** The options that kernels on `device` are to follow. @throws {TenetError} `FEATURE_MISSING` when it cannot. */
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
    problem(
      "configureKernels",
      "a graphics card with subgroups",
      phrase("one without"),
      "Leave out webgpu.subgroups.",
    ),
  );
}
