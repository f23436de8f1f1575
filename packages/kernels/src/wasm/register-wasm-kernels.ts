import { identity, overrideKernel, provideWorkers, slices } from "@tenetjs/backends/internals";
import { dropoutKernel, registerTokenStreams } from "@tenetjs/cells/internals";
import { chainedUpdateKernel, updateKernel } from "@tenetjs/recipes/internals";
import {
  _FusedMatMul,
  BatchMatMul,
  getKernel,
  Identity,
  type KernelFunc,
  Multiply,
  OneHot,
  registerKernel,
  Sum,
  Tanh,
  UnsortedSegmentSum,
} from "@tensorflow/tfjs-core";
import { startWorkers } from "#workers";
import { accuracyName } from "../losses/accuracy.ts";
import { softmaxCrossEntropyName } from "../losses/softmax-cross-entropy.ts";
import { dropOut } from "./dropout/drop-out.ts";
import { accuracy } from "./losses/accuracy.ts";
import { softmaxCrossEntropy } from "./losses/softmax-cross-entropy.ts";
import { accepts } from "./module/binary.ts";
import { fusedMatMul } from "./overrides/fused-mat-mul.ts";
import { matMul } from "./overrides/mat-mul.ts";
import { oneHot } from "./overrides/one-hot.ts";
import { scaled } from "./overrides/scaled.ts";
import { sumOfRows } from "./overrides/sum-of-rows.ts";
import { tanh } from "./overrides/tanh.ts";
import { unsortedSegmentSum } from "./overrides/unsorted-segment-sum.ts";
import { registerScan } from "./scan/register-scan.ts";
import { wasmTokenStream } from "./streaming/token-stream.ts";
import { clipByGlobalNorm, globalNorm } from "./updates/global-norm.ts";
import { update } from "./updates/update.ts";

/** Registers all WASM kernels of this package with tfjs. Register tfjs's own kernels first. */
export function registerWasmKernels(): void {
  overrideKernel("wasm", Identity, () => identity);
  overrideKernel("wasm", BatchMatMul, matMul);
  overrideKernel("wasm", _FusedMatMul, fusedMatMul);
  overrideKernel("wasm", Multiply, scaled);
  overrideKernel("wasm", Sum, sumOfRows);
  overrideKernel("wasm", Tanh, tanh);
  overrideKernel("wasm", OneHot, () => oneHot);
  for (const [name, kernel] of Object.entries(slices)) overrideKernel("wasm", name, kernel);
  register(UnsortedSegmentSum, unsortedSegmentSum);
  if (accepts("strict")) {
    register(updateKernel, update);
    register(chainedUpdateKernel, update);
  }
  register("TenetGlobalNorm", globalNorm);
  register("TenetClipByGlobalNorm", clipByGlobalNorm);
  register(softmaxCrossEntropyName, softmaxCrossEntropy);
  register(accuracyName, accuracy);
  register(dropoutKernel, dropOut);
  registerScan();
  provideWorkers(startWorkers);
  registerTokenStreams("wasm", wasmTokenStream);
}

function register(kernelName: string, kernelFunc: KernelFunc): void {
  if (getKernel(kernelName, "wasm") === undefined) {
    registerKernel({ kernelName, backendName: "wasm", kernelFunc });
  } else {
    overrideKernel("wasm", kernelName, () => kernelFunc);
  }
}
