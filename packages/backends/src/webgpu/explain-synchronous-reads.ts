import { TenetError } from "@tenetjs/core";
import { phrase, problem } from "@tenetjs/core/internals";
import type { KernelBackend } from "@tensorflow/tfjs-core";
import { asWebGpuBackend } from "../private-fields.ts";

/**
 * Makes a synchronous read of values that are on the card alone say what to do instead, where it cannot work. tfjs
 * reads by way of a canvas, and Node has none. Moving a tensor to another backend is such a read.
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
          "values at hand",
          phrase("values on the graphics card, which Node cannot wait for"),
          "Use `await tensor.data()`; also once before a tensor is used on another backend.",
        ),
      );
    }
    return read(dataId);
  };
}
