import { TenetError } from "@tenetjs/core";
import { fuzzRuns, mutants } from "@tenetjs/testing/fuzz";
import fc from "fast-check";
import { expect, test } from "vitest";
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

test("safetensors files that are almost valid are read, or refused by a code", () => {
  const dictionary = [
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
  fc.assert(
    fc.property(mutants(corpus, dictionary), (input) => {
      try {
        const { tensors, unsupported } = decodeSafetensors(input);
        for (const { shape, data } of Object.values(tensors)) {
          expect(data.length).toBe(shape.reduce((product, axis) => product * axis, 1));
        }
        expect(unsupported.every(({ bytes }) => bytes <= input.length)).toBe(true);
      } catch (error) {
        if (
          !(error instanceof TenetError) ||
          !["CHECKPOINT_CORRUPT", "FORMAT_UNSUPPORTED"].includes(error.code) ||
          error.message.length > 1000
        )
          throw error;
      }
    }),
    { numRuns: fuzzRuns(10_000) },
  );
});
