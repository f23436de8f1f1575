import { TenetError } from "@tenetjs/core";
import { phrase, problem } from "@tenetjs/core/internals";
import type { KernelBackend } from "@tensorflow/tfjs-core";
import { asWebGpuBackend } from "../private-fields.ts";

/**
 * Makes a synchronous read of values that exist only on the GPU throw an error with the remedy, where such a read cannot work.
 * tfjs reads through a canvas, which Node lacks. Moving a tensor to another backend is such a read.
 */
export function explainSynchronousReads(backend: KernelBackend): void {
  if (typeof OffscreenCanvas !== "undefined") return;
  const { tensorMap } = asWebGpuBackend(backend);
  const read = backend.readSync.bind(backend);
  backend.readSync = (dataId) => {
    if ((tensorMap.get(dataId).values ?? null) === null) {
      throw new TenetError(
        "SYNCHRONOUS_READ",
        problem(
          "dataSync",
          "values that the CPU holds",
          phrase("values on the GPU, which Node cannot read synchronously"),
          "Use `await tensor.data()`, also before you use the tensor on another backend.",
        ),
      );
    }
    return read(dataId);
  };
}
