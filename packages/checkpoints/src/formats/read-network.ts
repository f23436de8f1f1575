import { TenetError } from "@tenetjs/core";
import { phrase, problem } from "@tenetjs/core/internals";
import { decodeSafetensors } from "../decode-safetensors.ts";
import { parametersIn } from "../parameters-in.ts";
import type { Nonlinearity } from "../pytorch.ts";
import { parseRun } from "../run-file/parse-run.ts";
import type { RunDescription } from "../run-file/run-schema.ts";
import { type FileFormat, formatOf } from "./file-format.ts";
import { fromKerasFile, fromKerasWeights } from "./keras/keras-file.ts";
import { fromTfjsLayers } from "./keras/tfjs-layers.ts";
import { type NetworkParts, type PredictsOption, unsupported } from "./network-parts.ts";
import { fromOnnx } from "./onnx/from-onnx.ts";
import { pickle } from "./pickle.ts";
import { fromPyTorchNetwork } from "./pytorch-network.ts";
import type { ReadNetwork } from "./stored-network.ts";

export type ReadNetworkOptions = PredictsOption & {
  /** The name of the file in errors. */
  readonly file: string;
  /** Whether the head reads every step or the last. Needed for weights without a configuration: of PyTorch, and .weights.h5 files. */
  readonly readout?: NetworkParts["readout"];
  /** The nonlinearity of an RNN. Needed for such weights too. */
  readonly nonlinearity?: Nonlinearity;
  /** The prefix of the names of PyTorch's recurrent layers. Default: guessed. */
  readonly prefix?: string;
  /** The bytes of another file of a model in several files, by its name: those of the weights of a model.json. */
  sibling?(name: string): Promise<Uint8Array>;
};

/** A network, where it was read from, and the run that its file describes, if one of Tenet's. */
export type NetworkFile = ReadNetwork & { readonly format: FileFormat; readonly run?: RunDescription };

/**
 * The network in the file `bytes`: a run of Tenet, a `state_dict` of PyTorch as safetensors, a .keras or .weights.h5 file of Keras 3, a model.json of tfjs-layers, or ONNX. The bytes
 * tell the format.
 *
 * @throws {TenetError} `FORMAT_UNSUPPORTED` for another format, a pickle among them, or for a network that Tenet does not have; `CHECKPOINT_CORRUPT` and `CHECKPOINT_MISMATCH` as the
 *   functions for each format do. @throws {TypeError} when `readout` or `nonlinearity` is needed and missing.
 */
export async function readNetwork(bytes: Uint8Array, options: ReadNetworkOptions): Promise<NetworkFile> {
  const { file, predicts } = options;
  const format = formatOf(bytes);
  switch (format) {
    case "safetensors":
      return { format, ...fromSafetensors(bytes, options) };
    case "keras":
      return { format, ...(await fromKerasFile(bytes, { file, predicts })) };
    case "keras-weights":
      return { format, ...(await fromKerasWeights(bytes, { ...options, readout: readoutOf(options) })) };
    case "tfjs":
      return { format, ...fromTfjsLayers(await tfjsModel(bytes, options), { file, predicts }) };
    case "onnx":
      return { format, ...fromOnnx(bytes, { file, predicts }) };
    default: {
      const got = phrase(format === "pickle" ? pickle.name : "another file");
      const next = format === "pickle" ? pickle.next : undefined;
      throw unsupported(
        "readNetwork",
        `a network of PyTorch (safetensors), Keras, tfjs-layers or ONNX in ${file}`,
        got,
        next,
      );
    }
  }
}

function fromSafetensors(bytes: Uint8Array, options: ReadNetworkOptions): Omit<NetworkFile, "format"> {
  const { tensors, metadata } = decodeSafetensors(bytes, options);
  if (metadata.run === undefined)
    return fromPyTorchNetwork({ ...options, tensors, readout: readoutOf(options) });
  const run = parseRun(metadata.run, options.file);
  return { network: run.network, tensors: parametersIn(tensors), notes: [], run };
}

function readoutOf({ readout, file }: ReadNetworkOptions): NetworkParts["readout"] {
  if (readout !== undefined) return readout;
  const next = "Its weights do not say whether the head reads the output after every step or after the last.";
  throw new TypeError(problem("readNetwork", `readout: "every" or "last" for ${file}`, phrase("none"), next));
}

async function tfjsModel(bytes: Uint8Array, { file, sibling }: ReadNetworkOptions) {
  const model = parsed(bytes, file);
  const manifest = (model as { readonly weightsManifest?: unknown } | null)?.weightsManifest;
  const paths = Array.isArray(manifest) ? manifest.flatMap((group) => group?.paths ?? []) : [];
  const parts: Uint8Array[] = [];
  for (const path of paths) {
    if (typeof path !== "string" || sibling === undefined || /[\\/]|^\.\.?$/.test(path))
      throw unsupported("readNetwork", `the files of the weights beside ${file}`, path);
    parts.push(await sibling(path));
  }
  const weights = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    weights.set(part, at);
    at += part.length;
  }
  return { model, weights };
}

function parsed(bytes: Uint8Array, file: string): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch (error) {
    const got = phrase(error instanceof Error ? error.message : String(error));
    throw new TenetError("CHECKPOINT_CORRUPT", problem("readNetwork", `JSON in ${file}`, got));
  }
}
