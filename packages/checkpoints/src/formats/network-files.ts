import { encodeSafetensors } from "../encode-safetensors.ts";
import { toKerasFile } from "./keras/keras-file.ts";
import { toTfjsLayers } from "./keras/tfjs-layers.ts";
import { toOnnx } from "./onnx/to-onnx.ts";
import { toPyTorchNetwork } from "./pytorch-network.ts";
import type { StoredNetwork } from "./stored-network.ts";
import type { TargetFormat } from "./target-formats.ts";

/**
 * The files of a network in a format, by their names.
 *
 * @throws {TenetError} `FORMAT_UNSUPPORTED` for a cell that the format does not have; `NO_HDF5` when Keras is asked for, and h5wasm is not installed.
 */
export async function networkFiles(
  stored: StoredNetwork,
  format: TargetFormat,
): Promise<Readonly<Record<string, Uint8Array>>> {
  switch (format) {
    case "onnx":
      return { "model.onnx": toOnnx(stored) };
    case "pytorch":
      return { "model.safetensors": encodeSafetensors(toPyTorchNetwork(stored)) };
    case "keras":
      return { "model.keras": await toKerasFile(stored) };
    case "tfjs": {
      const { model, weights } = toTfjsLayers(stored);
      return { "model.json": new TextEncoder().encode(`${JSON.stringify(model)}\n`), "weights.bin": weights };
    }
  }
}
