import { overrideKernel } from "@tenetjs/backends/internals";
import { registerTokenStreams } from "@tenetjs/cells/internals";
import { updateKernel } from "@tenetjs/recipes/internals";
import { getKernel, type KernelFunc, registerKernel, Sum, UnsortedSegmentSum } from "@tensorflow/tfjs-core";
import { softmaxCrossEntropyName } from "../losses/softmax-cross-entropy.ts";
import { sumByColumns } from "./column-sums.ts";
import { unsortedSegmentSum } from "./lookups/unsorted-segment-sum.ts";
import { accuracy } from "./losses/accuracy.ts";
import { softmaxCrossEntropy } from "./losses/softmax-cross-entropy.ts";
import { registerScan } from "./scan/register-scan.ts";
import { webgpuTokenStream } from "./streaming/token-stream.ts";
import { clipByGlobalNorm, globalNorm } from "./updates/global-norm.ts";
import { update } from "./updates/update.ts";

/** Registers every kernel of this package with tfjs's WebGPU backend. That may be loaded before or after. */
export function registerWebGpuKernels(): void {
  register(updateKernel, update);
  register("TenetGlobalNorm", globalNorm);
  register("TenetClipByGlobalNorm", clipByGlobalNorm);
  register("TenetAccuracy", accuracy);
  register(softmaxCrossEntropyName, softmaxCrossEntropy);
  takePlaces();
  registerScan();
  registerTokenStreams("webgpu", (network) => webgpuTokenStream(network));
}

function register(kernelName: string, kernelFunc: KernelFunc): void {
  registerKernel({ kernelName, backendName: "webgpu", kernelFunc, setupFunc: takePlaces });
}

/** Takes the place of tfjs's own kernels. It has none before its backend is loaded: when that starts, it calls this for ours. */
function takePlaces(): void {
  if (taken || getKernel(Sum, "webgpu") === undefined) return;
  taken = true;
  overrideKernel("webgpu", Sum, sumByColumns);
  overrideKernel("webgpu", UnsortedSegmentSum, () => unsortedSegmentSum);
}

let taken = false;
