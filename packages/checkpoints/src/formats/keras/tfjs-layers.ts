import { version } from "@tenetjs/core";
import { expectedField, phrase, wordedIssue } from "@tenetjs/core/internals";
import { array, integer, literal, minValue, number, object, pipe, safeParse, string, unknown } from "valibot";
import { corrupt as corruptIn } from "../../corrupt.ts";
import { bytesPerValue, countOf, type StoredTensor, toStored } from "../../dtype.ts";
import { networkOfParts, type PredictsOption, partsOf, predicting, unsupported } from "../network-parts.ts";
import type { ReadNetwork, StoredNetwork } from "../stored-network.ts";
import type { KerasLayer } from "./keras-cells.ts";
import { layersOfConfig } from "./keras-config.ts";
import { partsOfKeras } from "./keras-layers.ts";
import { kerasLayersOf, withWeights } from "./written-keras-layers.ts";

/** A model of tfjs-layers: the contents of `model.json`, and the bytes of the files that its `weightsManifest` names, one after another. */
export type TfjsLayersModel = {
  readonly model: unknown;
  readonly weights: Uint8Array;
};

const weight = object({
  name: string(),
  shape: array(pipe(number(), integer(), minValue(0))),
  dtype: string(),
});

const modelSchema = object({
  format: literal("layers-model"),
  modelTopology: unknown(),
  weightsManifest: array(object({ paths: array(string()), weights: array(weight) })),
});

/**
 * The network in a `model.json` of tfjs-layers (or of tensorflowjs_converter), with layers as those of `fromKerasFile`. A GRU of tfjs-layers is the cell
 * `original-gru`.
 *
 * @param options.file the name of the file in errors; none by default
 * @throws {TenetError} `CHECKPOINT_CORRUPT` with the field, or the byte of the weights, at fault; `FORMAT_UNSUPPORTED` with the layer, or the part of its configuration, that
 *   Tenet does not have, such as tfjs-layers' default `recurrentActivation`, "hardSigmoid".
 */
export function fromTfjsLayers(
  { model, weights }: TfjsLayersModel,
  { file, predicts }: PredictsOption & { file?: string } = {},
): ReadNetwork {
  const where = "fromTfjsLayers";
  const corrupt = corruptIn(file, where, "a model.json");
  const { success, output, issues } = safeParse(modelSchema, model, { message: wordedIssue });
  if (!success) throw corrupt(expectedField(issues[0], "the model"), issues[0].input);
  const topology = output.modelTopology as { readonly model_config?: unknown } | null;
  // The converter writes the configuration one level deeper than tfjs-layers.
  const layers = layersOfConfig(where, topology?.model_config ?? topology, corrupt);
  const tensors = new Map<string, StoredTensor>();
  let at = 0;
  for (const { name, shape, dtype } of output.weightsManifest.flatMap(({ weights }) => weights)) {
    if (dtype !== "float32")
      throw unsupported(where, `float32 for ${name}`, phrase(dtype), "Save the model without quantization.");
    const end = at + countOf(shape) * (bytesPerValue("F32") ?? 0);
    if (end > weights.length)
      throw corrupt(`the weights up to byte ${end}`, phrase(`${weights.length} bytes`), {
        tensor: name,
        byte: at,
      });
    tensors.set(name, toStored("F32", shape, Uint8Array.from(weights.subarray(at, end)).buffer));
    at = end;
  }
  if (at !== weights.length)
    throw corrupt("the end of the weights", phrase(`${weights.length - at} more bytes`), { byte: at });
  const notes: string[] = [];
  const parts = partsOfKeras(
    where,
    layers,
    (layer, weight) => tensors.get(`${nameWithin(layer)}/${weight}`) ?? nested(tensors, layer, weight),
    notes,
  );
  return networkOfParts(where, { ...parts, ...predicting(predicts, parts.predicts) }, notes);
}

/**
 * The `model.json` and the weights, `weights.bin`, of a network, for `tf.loadLayersModel`. Ids without an embedding are one-hot vectors there.
 *
 * @throws {TenetError} `FORMAT_UNSUPPORTED` for a cell that tfjs-layers does not have, such as a GRU that resets after the product.
 */
export function toTfjsLayers(stored: StoredNetwork): TfjsLayersModel {
  const where = "toTfjsLayers";
  const parts = partsOf(where, stored);
  if (parts.cell === "gru") throw noGru(where);
  const layers = kerasLayersOf(parts);
  const weights = withWeights(layers).flatMap((layer) =>
    Object.entries(layer.weights).map(([name, tensor]) => ({ name: `${nameWithin(layer)}/${name}`, tensor })),
  );
  const bytes = new Uint8Array(weights.reduce((sum, { tensor }) => sum + tensor.data.byteLength, 0));
  let at = 0;
  for (const { tensor } of weights) {
    const { buffer, byteOffset, byteLength } = tensor.data;
    bytes.set(new Uint8Array(buffer, byteOffset, byteLength), at);
    at += byteLength;
  }
  const model = {
    format: "layers-model",
    generatedBy: `Tenet ${version}`,
    convertedBy: null,
    modelTopology: {
      keras_version: "tfjs-layers 4.22.0",
      backend: "tensor_flow.js",
      class_name: "Sequential",
      config: {
        name: "sequential",
        layers: layers.map(({ class_name, config: { batch_shape, ...config } }) => {
          return {
            class_name,
            config: batch_shape === undefined ? config : { ...config, batch_input_shape: batch_shape },
          };
        }),
      },
    },
    weightsManifest: [
      {
        paths: ["weights.bin"],
        weights: weights.map(({ name, tensor: { shape } }) => ({ name, shape, dtype: "float32" })),
      },
    ],
  };
  return { model, weights: bytes };
}

/** The name of a layer in those of its weights: `lstm`, or `bidirectional/forward_lstm` in a Bidirectional. */
function nameWithin({ config, within }: KerasLayer): string {
  if (within === undefined) return String(config.name);
  return `${within.wrapper.config.name}/${within.direction}_${config.name}`;
}

/** The converter puts the name of a layer's cell between: `lstm/lstm_cell/kernel`, `bidirectional/forward_lstm/lstm_cell/kernel`. */
function nested(
  tensors: ReadonlyMap<string, StoredTensor>,
  { config, within }: KerasLayer,
  weight: string,
): StoredTensor | undefined {
  const start =
    within === undefined ? `${config.name}/` : `${within.wrapper.config.name}/${within.direction}_`;
  const name = Array.from(tensors.keys()).find(
    (name) => name.startsWith(start) && name.endsWith(`/${weight}`),
  );
  return name === undefined ? undefined : tensors.get(name);
}

function noGru(where: string) {
  const next = "Export to ONNX or Keras, or train an original-gru or an LSTM.";
  return unsupported(
    where,
    "a cell that tfjs-layers has",
    phrase("a gru, which there resets before the product: original-gru"),
    next,
  );
}
