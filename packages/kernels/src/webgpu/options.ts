import { asWebGpuBackend } from "@tenetjs/backends/internals";
import { phrase, problem, TenetError } from "@tenetjs/core";
import { backend, getBackend } from "@tensorflow/tfjs-core";

/** How the kernels run on WebGPU. */
export type WebGpuOptions = {
  /**
   * Whether threads that a card runs in step add and compare their numbers directly, in the sums and maxima of the loss and of the
   * global norm, rather than by way of memory. The order of a sum is then the card's: the same from run to run, but another than on
   * other cards. Sums of either kind are as accurate, within 1e-6 of exact ones in the tests. Default `false`.
   */
  readonly subgroups?: boolean;
};

/**
 * Sets how the kernels run on WebGPU from now on.
 *
 * @throws {TenetError} with the code `FEATURE_MISSING` when tfjs runs on a card already that lacks what is asked for; if it is
 * started later, the first kernel throws that.
 */
export function configureWebGpu({ subgroups = false }: WebGpuOptions): void {
  const wanted = { subgroups };
  if (getBackend() === "webgpu") check(wanted, asWebGpuBackend(backend()).device);
  configured = wanted;
}

/** The options that kernels on `device` are to follow. @throws {TenetError} `FEATURE_MISSING` when it cannot. */
export function optionsFor(device: Pick<GPUDevice, "features">): Required<WebGpuOptions> {
  check(configured, device);
  return configured;
}

let configured: Required<WebGpuOptions> = { subgroups: false };

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
