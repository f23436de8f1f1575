import { overrideKernel } from "@tenetjs/backends/internals";
import { dropoutKernel, registerTokenStreams } from "@tenetjs/cells/internals";
import { updateKernel } from "@tenetjs/recipes/internals";
import { getKernel, type KernelFunc, registerKernel, Sum, UnsortedSegmentSum } from "@tensorflow/tfjs-core";
import { accuracyName } from "../losses/accuracy.ts";
import { softmaxCrossEntropyName } from "../losses/softmax-cross-entropy.ts";
import { sumByColumns } from "./column-sums.ts";
import { dropOut } from "./dropout/drop-out.ts";
import { unsortedSegmentSum } from "./lookups/unsorted-segment-sum.ts";
import { accuracy } from "./losses/accuracy.ts";
import { softmaxCrossEntropy } from "./losses/softmax-cross-entropy.ts";
import { registerScan } from "./scan/register-scan.ts";
import { webgpuTokenStream } from "./streaming/token-stream.ts";
import { clipByGlobalNorm, globalNorm } from "./updates/global-norm.ts";
import { update } from "./updates/update.ts";

/** Registers all WebGPU kernels of this package with tfjs. Its WebGPU backend may be loaded before or after. */
export function registerWebGpuKernels(): void {
  register(updateKernel, update);
  register("TenetGlobalNorm", globalNorm);
  register("TenetClipByGlobalNorm", clipByGlobalNorm);
  register(accuracyName, accuracy);
  register(softmaxCrossEntropyName, softmaxCrossEntropy);
  register(dropoutKernel, dropOut);
  overrideKernels();
  registerScan();
  registerTokenStreams("webgpu", (network) => webgpuTokenStream(network));
}

function register(kernelName: string, kernelFunc: KernelFunc): void {
  registerKernel({ kernelName, backendName: "webgpu", kernelFunc, setupFunc: overrideKernels });
}

/** Replaces tfjs's own kernels. They do not exist before the backend is loaded; when it starts, it calls this as our setup function. */
function overrideKernels(): void {
  if (overridden || getKernel(Sum, "webgpu") === undefined) return;
  overridden = true;
  overrideKernel("webgpu", Sum, sumByColumns);
  overrideKernel("webgpu", UnsortedSegmentSum, () => unsortedSegmentSum);
}

let overridden = false;
