import { phrase } from "@tenetjs/core/internals";
import {
  type FileEntry,
  TextReader,
  Uint8ArrayReader,
  Uint8ArrayWriter,
  ZipReader,
  ZipWriter,
} from "@zip.js/zip.js";
import { type Corrupt, corrupt as corruptIn } from "../../corrupt.ts";
import type { Nonlinearity } from "../../pytorch.ts";
import {
  type NetworkParts,
  networkOfParts,
  type PredictsOption,
  partsOf,
  predicting,
  unsupported,
} from "../network-parts.ts";
import type { ReadNetwork, StoredNetwork } from "../stored-network.ts";
import { guessedLayers } from "./guessed-layers.ts";
import { withHdf5, writeHdf5 } from "./hdf5.ts";
import { type KerasLayer, wrappedIn } from "./keras-cells.ts";
import { layersOfConfig } from "./keras-config.ts";
import { partsOfKeras } from "./keras-layers.ts";
import { weightsByPath, weightsIn } from "./keras-weights.ts";
import { kerasLayersOf, type WrittenLayer } from "./written-keras-layers.ts";

/**
 * The network in a `.keras` file of Keras 3: an Embedding or none, SimpleRNN, LSTM or GRU layers, Dropout, and one Dense.
 *
 * @param options.file the name of the file in errors; none by default
 * @throws {TenetError} `CHECKPOINT_CORRUPT` for a damaged file; `FORMAT_UNSUPPORTED` with the layer, or the part of its configuration, that Tenet does not have;
 *   `CHECKPOINT_MISMATCH` when a shape is not that of its layer; `NO_HDF5` when h5wasm is not installed.
 */
export async function fromKerasFile(
  bytes: Uint8Array,
  { file, predicts }: PredictsOption & { file?: string } = {},
): Promise<ReadNetwork> {
  const where = "fromKerasFile";
  const corrupt = corruptIn(file, where, "a .keras file");
  const { "config.json": config, "model.weights.h5": weights } = await unpacked(bytes, corrupt);
  const layers = layersOfConfig(where, parsed(config as Uint8Array, corrupt), corrupt);
  const notes: string[] = [];
  const parts = await withHdf5(weights as Uint8Array, corrupt, (reader) =>
    partsOfKeras(where, layers, weightsIn(reader, layers), notes),
  );
  return networkOfParts(where, { ...parts, ...predicting(predicts, parts.predicts) }, notes);
}

export type FromKerasWeightsOptions = PredictsOption & {
  /** Whether the last recurrent layer returns its outputs at every step (`return_sequences`) or at the last. The weights do not say it. */
  readonly readout: NetworkParts["readout"];
  /** The activation of a SimpleRNN, which the weights do not say either. */
  readonly nonlinearity?: Nonlinearity;
  /** The name of the file in errors; none by default. */
  readonly file?: string;
};

/**
 * The network whose weights are in a `.weights.h5` file of Keras 3. Its configuration is not in the file: activations are taken to be Keras's defaults, which `notes` tell.
 *
 * @throws in the cases of {@link fromKerasFile}.
 */
export async function fromKerasWeights(
  bytes: Uint8Array,
  { readout, nonlinearity, predicts, file }: FromKerasWeightsOptions,
): Promise<ReadNetwork> {
  const where = "fromKerasWeights";
  const corrupt = corruptIn(file, where, "a .weights.h5 file");
  const notes = ["taken from Keras's defaults: activation tanh, recurrent_activation sigmoid, no mask"];
  const parts = await withHdf5(bytes, corrupt, (reader) => {
    const layers = guessedLayers(where, reader, readout);
    const isSimple = (layer: KerasLayer | undefined) => layer?.class_name === "SimpleRNN";
    if (layers.some((layer) => isSimple(layer) || isSimple(wrappedIn(layer)[0])) && nonlinearity !== "tanh") {
      const got = phrase(nonlinearity ?? "none");
      throw unsupported(
        where,
        'nonlinearity: "tanh" for a SimpleRNN',
        got,
        "See activation= where the layer is made.",
      );
    }
    return partsOfKeras(where, layers, weightsIn(reader, layers), notes);
  });
  return networkOfParts(where, { ...parts, ...predicting(predicts) }, notes);
}

/**
 * A `.keras` file of a network, for `keras.models.load_model` of Keras 3. Ids without an embedding are one-hot vectors there.
 *
 * @throws {TenetError} `FORMAT_UNSUPPORTED` for a cell that Keras does not have; `NO_HDF5` when h5wasm is not installed.
 */
export async function toKerasFile(stored: StoredNetwork): Promise<Uint8Array> {
  const layers = kerasLayersOf(partsOf("toKerasFile", stored));
  const [{ config: input }] = layers as [WrittenLayer];
  const model = {
    module: "keras",
    class_name: "Sequential",
    config: {
      name: "sequential",
      trainable: true,
      layers: layers.map(serialised),
      build_input_shape: input.batch_shape,
    },
    registered_name: null,
    build_config: { input_shape: input.batch_shape },
  };
  const zip = new ZipWriter(new Uint8ArrayWriter(), { useWebWorkers: false, level: 0 });
  await zip.add("metadata.json", new TextReader(JSON.stringify({ keras_version: kerasVersion })));
  await zip.add("config.json", new TextReader(JSON.stringify(model)));
  await zip.add("model.weights.h5", new Uint8ArrayReader(await writeHdf5(weightsByPath(layers))));
  return zip.close();
}

/** A `.weights.h5` file of a network, for the `load_weights` of a model of the same layers in Keras 3. @throws in the cases of {@link toKerasFile}. */
export async function toKerasWeights(stored: StoredNetwork): Promise<Uint8Array> {
  return writeHdf5(weightsByPath(kerasLayersOf(partsOf("toKerasWeights", stored))));
}

/** A layer in the form of Keras 3, with the layer in it if it is a Bidirectional. */
function serialised(layer: KerasLayer): unknown {
  const { class_name, config } = layer;
  const [inner] = wrappedIn(layer);
  const own = inner === undefined ? config : { ...config, layer: serialised(inner) };
  return { module: "keras.layers", class_name, config: own, registered_name: null };
}

/** The version whose form of files is written. */
const kerasVersion = "3.15.1";

const needed = ["config.json", "model.weights.h5"] as const;

/** The files of the archive that are needed. An archive that claims to unpack to much more than its own size is refused. */
async function unpacked(bytes: Uint8Array, corrupt: Corrupt) {
  const reader = new ZipReader(new Uint8ArrayReader(bytes), { useWebWorkers: false, checkSignature: true });
  const damaged = (error: unknown) =>
    corrupt(
      "a zip archive",
      phrase(`a damaged one (${error instanceof Error ? error.message : String(error)})`),
    );
  try {
    const entries = await reader.getEntries().catch((error: unknown) => {
      throw damaged(error);
    });
    const found: Partial<Record<(typeof needed)[number], Uint8Array>> = {};
    for (const name of needed) {
      const entry = entries.find((one): one is FileEntry => !one.directory && one.filename === name);
      if (entry === undefined)
        throw corrupt(
          `${name} in the archive`,
          entries.map(({ filename }) => filename),
        );
      if (entry.uncompressedSize > largestRatio * bytes.length)
        throw corrupt(`${name} of a size that can be`, phrase(`${entry.uncompressedSize} bytes`));
      found[name] = await entry.getData(new Uint8ArrayWriter()).catch((error: unknown) => {
        throw damaged(error);
      });
    }
    return found;
  } finally {
    await reader.close();
  }
}

/** Weights hardly compress. */
const largestRatio = 64;

function parsed(bytes: Uint8Array, corrupt: Corrupt): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch (error) {
    throw corrupt("JSON in config.json", phrase(error instanceof Error ? error.message : String(error)));
  }
}
