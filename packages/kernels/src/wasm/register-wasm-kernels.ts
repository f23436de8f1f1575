import { identity, overrideKernel } from "@tenetjs/backends/internals";
import { registerTokenStreams } from "@tenetjs/cells";
import {
  _FusedMatMul,
  BatchMatMul,
  getKernel,
  Identity,
  type KernelFunc,
  OneHot,
  registerGradient,
  registerKernel,
  Tanh,
  UnsortedSegmentSum,
} from "@tensorflow/tfjs-core";
import {
  softmaxCrossEntropy,
  softmaxCrossEntropyGradient,
  softmaxCrossEntropyName,
} from "./losses/softmax-cross-entropy.ts";
import { fusedMatMul } from "./repairs/fused-mat-mul.ts";
import { matMul } from "./repairs/mat-mul.ts";
import { oneHot } from "./repairs/one-hot.ts";
import { tanh } from "./repairs/tanh.ts";
import { unsortedSegmentSum } from "./repairs/unsorted-segment-sum.ts";
import { registerScan } from "./scan/register-scan.ts";
import { wasmTokenStream } from "./streaming/token-stream.ts";
import { clipByGlobalNorm, globalNorm } from "./updates/global-norm.ts";
import { adam, centeredRootMeanSquare, momentum, rootMeanSquare, scale } from "./updates/optimizers.ts";

/** Registers every kernel of this package with tfjs's WASM backend, once. tfjs's own have to be registered before. */
export function registerWasmKernels(): void {
  if (registered) return;
  registered = true;
  overrideKernel("wasm", Identity, () => identity);
  overrideKernel("wasm", BatchMatMul, matMul);
  overrideKernel("wasm", _FusedMatMul, fusedMatMul);
  overrideKernel("wasm", Tanh, tanh);
  overrideKernel("wasm", OneHot, () => oneHot);
  register(UnsortedSegmentSum, unsortedSegmentSum);
  register("TenetScale", scale);
  register("TenetMomentum", momentum);
  register("TenetRootMeanSquare", rootMeanSquare);
  register("TenetCenteredRootMeanSquare", centeredRootMeanSquare);
  register("TenetAdam", adam);
  register("TenetGlobalNorm", globalNorm);
  register("TenetClipByGlobalNorm", clipByGlobalNorm);
  register(softmaxCrossEntropyName, softmaxCrossEntropy);
  registerGradient(softmaxCrossEntropyGradient);
  registerScan();
  registerTokenStreams("wasm", wasmTokenStream);
}

let registered = false;

function register(kernelName: string, kernelFunc: KernelFunc): void {
  if (getKernel(kernelName, "wasm") === undefined) {
    registerKernel({ kernelName, backendName: "wasm", kernelFunc });
  } else {
    overrideKernel("wasm", kernelName, () => kernelFunc);
  }
}
