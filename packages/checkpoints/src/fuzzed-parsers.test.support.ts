import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { type FuzzedParser, mutants, returnsOrRefuses, usualInputs } from "@tenetjs/testing/fuzz";
import { readNetwork } from "./formats/index.ts";
import { decodeSafetensors, encodeSafetensors } from "./index.ts";

/** A file without a checksum, as other tools write them. */
function plain(header: object, data: readonly number[]): Uint8Array {
  const json = new TextEncoder().encode(JSON.stringify(header));
  const file = new Uint8Array(8 + json.length + data.length);
  new DataView(file.buffer).setBigUint64(0, BigInt(json.length), true);
  file.set(json, 8);
  file.set(data, 8 + json.length);
  return file;
}

const corpus = [
  encodeSafetensors(
    {
      "layers.0.wx": { dtype: "F32", shape: [1, 2], data: Float32Array.of(1, -1) },
      step: { dtype: "I64", shape: [], data: BigInt64Array.of(7n) },
    },
    { step: "7" },
  ),
  plain(
    {
      a: { dtype: "F16", shape: [2], data_offsets: [0, 4] },
      b: { dtype: "F8_E4M3", shape: [3], data_offsets: [4, 7] },
    },
    [1, 2, 3, 4, 5, 6, 7],
  ),
  plain({ __metadata__: { format: "pt" }, none: { dtype: "U8", shape: [0], data_offsets: [0, 0] } }, []),
];

const golden = (file: string) => Uint8Array.from(readFileSync(new URL(`./golden/${file}`, import.meta.url)));

const networks = [
  "torch-classifier.safetensors",
  "torch-classifier.onnx",
  "torch-pickle.pt",
  "tfjs-regressor.json",
].map(golden);
const weightsBeside = golden("tfjs-regressor.bin");

const hdf5Networks = ["keras-classifier.weights.h5", "keras-classifier.keras"].map(golden);

const networkPieces = ['"layers"', "null", "LSTM", "tanh", "transA", "\x08\xff\xff\xff\xff\x0f", "1e9", "-1"];

const pieces = [
  '"dtype"',
  "[0,4]",
  "{}",
  "null",
  "1e9",
  "-1",
  "9007199254740993",
  "F32",
  "\\ud800",
  "__metadata__",
  "tenet.sha256",
];

const refusals = ["CHECKPOINT_CORRUPT", "CHECKPOINT_MISMATCH", "DTYPE_UNSUPPORTED", "FORMAT_UNSUPPORTED"];

function checkNetwork(input: Uint8Array, codes: readonly string[]): Promise<void> {
  const sibling = async () => weightsBeside;
  return returnsOrRefuses(
    () => readNetwork(input, { file: "a", readout: "last", nonlinearity: "tanh", sibling }),
    codes,
  );
}

/** The parsers of this package. Those of networks need a backend. */
export const fuzzedParsers: readonly FuzzedParser[] = [
  {
    name: "safetensors files",
    inEachRun: usualInputs,
    inputs: mutants(corpus, pieces),
    check: (input) =>
      returnsOrRefuses(() => {
        const { tensors, unsupported } = decodeSafetensors(input);
        for (const { shape, data } of Object.values(tensors)) {
          const values = shape.reduce((product, axis) => product * axis, 1);
          assert.equal(data.length, values);
        }
        assert.ok(unsupported.every(({ bytes }) => bytes <= input.length));
      }, ["CHECKPOINT_CORRUPT", "FORMAT_UNSUPPORTED"]),
  },
  {
    name: "network files",
    inEachRun: usualInputs,
    inputs: mutants(networks, networkPieces),
    check: (input) => checkNetwork(input, refusals),
  },
  {
    name: "network files in HDF5",
    // A file in HDF5 takes several times as long to open as any other.
    inEachRun: 5000,
    inputs: mutants(hdf5Networks, networkPieces),
    // After a damaged file has crashed the library, files of HDF5 are refused.
    check: (input) => checkNetwork(input, [...refusals, "NO_HDF5"]),
  },
];
