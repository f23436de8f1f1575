import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { type FuzzedParser, mutants, returnsOrRefuses } from "@tenetjs/testing/fuzz";
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
  "keras-classifier.weights.h5",
  "keras-classifier.keras",
].map(golden);

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

/** The parsers of this package, for `pnpm fuzz` and a few inputs in every run of the tests. That of networks needs a backend. */
export const fuzzedParsers: readonly FuzzedParser[] = [
  {
    name: "safetensors files",
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
    inputs: mutants(networks, networkPieces),
    check: (input) =>
      returnsOrRefuses(() => {
        const sibling = async () => golden("tfjs-regressor.bin");
        return readNetwork(input, { file: "a", readout: "last", nonlinearity: "tanh", sibling });
        // After a damaged file has crashed the HDF5 library, files of HDF5 are refused.
      }, ["CHECKPOINT_CORRUPT", "CHECKPOINT_MISMATCH", "DTYPE_UNSUPPORTED", "FORMAT_UNSUPPORTED", "NO_HDF5"]),
  },
];
