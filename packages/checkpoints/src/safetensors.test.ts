import { TenetError } from "@tenetjs/core";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { formatOf } from "./formats/file-format.ts";
import { type Dtype, decodeSafetensors, encodeSafetensors, type StoredTensor } from "./index.ts";

const example = {
  "layers.0.wx": {
    dtype: "F32",
    shape: [2, 3],
    data: Float32Array.of(0, -0, 1.5, Number.NaN, -Infinity, 1e-45),
  },
  step: { dtype: "I32", shape: [], data: Int32Array.of(-7) },
  "rng.key": { dtype: "U8", shape: [5], data: Uint8Array.of(1, 2, 3, 254, 255) },
  none: { dtype: "F32", shape: [0, 4], data: new Float32Array(0) },
} satisfies Record<string, StoredTensor>;

describe("encodeSafetensors and decodeSafetensors", () => {
  test("a round trip preserves every bit", () => {
    fc.assert(
      fc.property(checkpoints, ({ tensors, metadata }) => {
        const back = decodeSafetensors(encodeSafetensors(tensors, metadata));
        expect(back).toEqual({ tensors, unsupported: [], metadata });
        for (const [name, { data }] of Object.entries(tensors))
          expect(bits(back.tensors[name]?.data)).toEqual(bits(data));
      }),
    );
  });

  test("the same contents give the same file, whatever the order of names", () => {
    const reversed = Object.fromEntries(Object.entries(example).reverse());
    expect(encodeSafetensors(reversed, { b: "2", a: "1" })).not.toEqual(encodeSafetensors(example));
    expect(encodeSafetensors(reversed)).toEqual(encodeSafetensors(example));
  });

  test("values are aligned to their size, so that a file can be memory-mapped", () => {
    const file = encodeSafetensors({ ...example, d: { dtype: "F64", shape: [1], data: Float64Array.of(1) } });
    const { header, dataAt } = split(file);
    for (const { dtype, data_offsets } of Object.values(header))
      expect((dataAt + (data_offsets?.[0] ?? 0)) % { F64: 8, F32: 4, I32: 4, U8: 1 }[dtype ?? "U8"]!).toBe(0);
  });

  test("an unaligned file in a Buffer is read too, and copied", () => {
    const file = encodeSafetensors(example);
    const shifted = Buffer.alloc(file.length + 3);
    shifted.set(file, 3);
    const { tensors } = decodeSafetensors(shifted.subarray(3));
    shifted.fill(0);
    expect(tensors).toEqual(example);
  });

  test("every flipped bit is detected", () => {
    const file = encodeSafetensors(example, { note: "Größe\u0001", when: "step 12" });
    for (let bit = 0; bit < file.length * 8; bit += 1) {
      const damaged = file.slice();
      damaged[bit >> 3] = (damaged[bit >> 3] as number) ^ (1 << (bit & 7));
      expectCorrupt(() => decodeSafetensors(damaged), `bit ${bit}`);
    }
  });

  test("a file that is truncated anywhere, or has extra bytes, is refused", () => {
    const file = encodeSafetensors(example, { note: "x" });
    for (let length = 0; length < file.length; length += 1)
      expectCorrupt(() => decodeSafetensors(file.subarray(0, length)), `length ${length}`);
    expectCorrupt(() => decodeSafetensors(new Uint8Array([...file, 0])), "one byte more");
  });

  test("random bytes are refused: as damaged, or as the other format that their first bytes name", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        const others = ["pickle", "keras", "keras-weights", "tfjs"];
        const code = others.includes(formatOf(bytes) ?? "") ? "FORMAT_UNSUPPORTED" : "CHECKPOINT_CORRUPT";
        expectCode(() => decodeSafetensors(bytes), code, "as they are");
        const claimed = new Uint8Array(8 + bytes.length);
        claimed.set([bytes.length], 0);
        claimed.set(bytes, 8);
        if (bytes.length < 256) expectCorrupt(() => decodeSafetensors(claimed), "as a header");
      }),
    );
  });
});

describe("decodeSafetensors", () => {
  test("reads a file of the Python library safetensors, with half precision as F32", () => {
    const { tensors, metadata } = decodeSafetensors(Buffer.from(fromPython, "base64"));
    expect(metadata).toEqual({ step: "12" });
    expect(tensors).toEqual({
      "layers.0.wx": { dtype: "F32", shape: [2, 3], data: Float32Array.of(0, 0.25, 0.5, 0.75, 1, 1.25) },
      half: { dtype: "F32", shape: [5], data: Float32Array.of(1, -2, 65504, 2 ** -24, Infinity) },
      ids: { dtype: "I64", shape: [2], data: BigInt64Array.of(1n, -1n) },
      mask: { dtype: "BOOL", shape: [2], data: Uint8Array.of(1, 0) },
      scalar: { dtype: "I32", shape: [], data: Int32Array.of(7) },
      empty: { dtype: "F32", shape: [0, 3], data: new Float32Array(0) },
    });
  });

  test("reads bfloat16, the upper half of a float32", () => {
    const file = assemble(
      { w: { dtype: "BF16", shape: [3], data_offsets: [0, 6] } },
      [0x80, 0x3f, 0x49, 0xc0, 0x80, 0x7f],
    );
    expect(decodeSafetensors(file).tensors.w).toEqual({
      dtype: "F32",
      shape: [3],
      data: Float32Array.of(1, -3.140625, Infinity),
    });
  });

  test("a tensor of a dtype that is not supported is listed, and an error only when it is read", () => {
    const header = {
      a: { dtype: "F32", shape: [1], data_offsets: [0, 4] },
      f8: { dtype: "F8_E4M3", shape: [2, 3], data_offsets: [4, 10] },
      c: { dtype: "C64", shape: [1], data_offsets: [10, 18] },
    };
    const { tensors, unsupported } = decodeSafetensors(assemble(header, new Array(18).fill(0)), {
      file: "a.safetensors",
    });
    expect(Object.keys(tensors)).toEqual(["a"]);
    expect(unsupported).toEqual([
      { name: "f8", dtype: "F8_E4M3", shape: [2, 3], bytes: 6 },
      { name: "c", dtype: "C64", shape: [1], bytes: 8 },
    ]);
    expect(() => tensors.f8).toThrow(
      'decodeSafetensors (a.safetensors): expected tensor "f8" of a supported dtype, got F8_E4M3, a dtype that is not supported.',
    );
    expect(() => tensors.c).toThrow(expect.objectContaining({ code: "DTYPE_UNSUPPORTED" }));
  });

  test("an error quotes no more than the start of a long name", () => {
    const name = "x".repeat(1_000_000);
    const header = { [name]: { dtype: "F32", shape: [2], data_offsets: [0, 4] } };
    expect(() => decodeSafetensors(assemble(header, new Array(4).fill(0)))).toThrow(/^.{0,300}$/);
  });

  test("a header length of 2^60 bytes is refused before anything is allocated", () => {
    const file = new Uint8Array(64);
    new DataView(file.buffer).setBigUint64(0, 2n ** 60n, true);
    expect(() => decodeSafetensors(file, { file: "a.safetensors" })).toThrow(
      "decodeSafetensors (a.safetensors): expected a header within the limit of 100000000 bytes at byte 0, got a header of 1152921504606846976 bytes.",
    );
  });

  const f32 = { dtype: "F32", shape: [1], data_offsets: [0, 4] };
  test.each([
    ["offsets that overlap", { a: f32, b: f32 }, 4, /got an overlap/],
    ["a gap between tensors", { a: f32, b: { ...f32, data_offsets: [5, 9] } }, 9, /tensor "b" .*got a gap/],
    ["offsets past the end", { a: f32 }, 3, /in tensor "a".* got a file of/],
    [
      "bytes that belong to no tensor",
      { a: f32 },
      8,
      /expected the end of the file at byte \d+, got 4 bytes that belong to no tensor/,
    ],
    [
      "a shape that does not match the offsets",
      { a: { ...f32, shape: [2] } },
      4,
      /8 bytes for F32 of shape \[2\]/,
    ],
    ["no dtype", { a: { ...f32, dtype: "" } }, 4, /the name of a dtype in tensor "a", got ""/],
    [
      "a dtype named like a method",
      { a: { ...f32, dtype: "toString" } },
      4,
      /the name of a dtype in tensor "a"/,
    ],
    ["offsets in the wrong order", { a: { ...f32, data_offsets: [4, 0] } }, 4, /data_offsets \[begin, end\]/],
    ["a missing field", { a: { dtype: "F32", shape: [1] } }, 4, /dtype, shape and data_offsets/],
    ["an extra field", { a: { ...f32, scale: 1 } }, 4, /exactly dtype, shape and data_offsets in tensor "a"/],
    ["a negative size", { a: { ...f32, shape: [-1] } }, 4, /a value at byte \d+, got 0x2d \(-\)/],
    ["metadata that is not text", { __metadata__: { step: 3 } }, 0, /a string for "step" .*, got 3/],
    ["a lost checksum", { __metadata__: { "tenet.format": "1" } }, 0, /tenet\.sha256 in the metadata/],
  ])("%s: an error with the name of the tensor", (_, header, bytes, message) => {
    expect(() => decodeSafetensors(assemble(header, new Array(bytes).fill(0)))).toThrow(message);
  });

  test.each([
    ["a duplicate name", '{"a":1,"a":2}', 'unique names at byte 15, got "a"'],
    ["incomplete JSON", '{"a":[1,', "a value at byte 16, got the end"],
    ["extra bytes after the JSON", '{"a":1}}', "after the JSON of the header at byte 15, got 0x7d (})"],
    ["JSON that is nested too deeply", '{"a":[[[[1]]]]}', "JSON nested at most 3 levels deep"],
    ["an integer too large", '{"a":90071992547409921}', "an integer from 0 to 2^53 - 1 at byte 13"],
    ["an unterminated string", '{"a', "a terminated string at byte 9"],
    ["an invalid escape", '{"\\q":1}', "a JSON string in UTF-8 at byte 9"],
  ])("%s: an error with its byte", (_, json, message) => {
    expect(() => decodeSafetensors(withHeader(json, []))).toThrow(message);
  });

  test("a tensor may be named __proto__", () => {
    const tensors = Object.fromEntries([["__proto__", example.step]]);
    const back = decodeSafetensors(encodeSafetensors(tensors)).tensors;
    expect(Object.entries(back)).toEqual([["__proto__", example.step]]);
    expect(Object.getPrototypeOf(back)).toBe(Object.prototype);
  });
});

describe("encodeSafetensors", () => {
  const data = Float32Array.of(1, 2);
  test.each([
    [
      "a shape that does not match the data",
      { w: { dtype: "F32", shape: [3], data } },
      {},
      /shape of 2 values of tensor "w"/,
    ],
    [
      "data of another dtype",
      { w: { dtype: "I32", shape: [2], data } },
      {},
      /a Int32Array as I32 data of tensor "w"/,
    ],
    [
      "a dtype it cannot write",
      { w: { dtype: "F16", shape: [2], data } },
      {},
      /a known dtype of tensor "w", got "F16"/,
    ],
    [
      "the reserved tensor name",
      { __metadata__: { dtype: "F32", shape: [2], data } },
      {},
      /other than __metadata__/,
    ],
    ["a reserved metadata name", {}, { "tenet.sha256": "0" }, /do not start with "tenet\."/],
    [
      "metadata that is not text",
      {},
      { step: 3 as unknown as string },
      /well-formed text as metadata "step", got 3/,
    ],
  ])("refuses %s", (_, tensors, metadata, message) => {
    expect(() => encodeSafetensors(tensors as Record<string, StoredTensor>, metadata)).toThrow(message);
  });
});

const values = {
  F64: (bytes: ArrayBuffer) => new Float64Array(bytes),
  F32: (bytes: ArrayBuffer) => new Float32Array(bytes),
  I64: (bytes: ArrayBuffer) => new BigInt64Array(bytes),
  I32: (bytes: ArrayBuffer) => new Int32Array(bytes),
  I16: (bytes: ArrayBuffer) => new Int16Array(bytes),
  I8: (bytes: ArrayBuffer) => new Int8Array(bytes),
  U64: (bytes: ArrayBuffer) => new BigUint64Array(bytes),
  U32: (bytes: ArrayBuffer) => new Uint32Array(bytes),
  U16: (bytes: ArrayBuffer) => new Uint16Array(bytes),
  U8: (bytes: ArrayBuffer) => new Uint8Array(bytes),
  BOOL: (bytes: ArrayBuffer) => new Uint8Array(bytes),
} satisfies Record<Dtype, (bytes: ArrayBuffer) => StoredTensor["data"]>;

const tensor: fc.Arbitrary<StoredTensor> = fc
  .tuple(
    fc.constantFrom(...(Object.keys(values) as Dtype[])),
    fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 3 }),
    fc.infiniteStream(fc.integer({ min: 0, max: 255 })),
  )
  .map(([dtype, shape, bytes]) => {
    const count = shape.reduce((product, axis) => product * axis, 1);
    const width = values[dtype](new ArrayBuffer(8)).BYTES_PER_ELEMENT;
    const data = values[dtype](
      Uint8Array.from({ length: count * width }, () => bytes.next().value ?? 0).buffer,
    );
    return { dtype, shape, data } as StoredTensor;
  });

const name = fc.string({ unit: "grapheme" }).filter((text) => text !== "__metadata__");
const checkpoints = fc.record({
  tensors: fc.dictionary(name, tensor, { maxKeys: 6 }),
  metadata: fc.dictionary(name, fc.string({ unit: "grapheme" }), { maxKeys: 3 }),
});

function bits(data: StoredTensor["data"] | undefined): Uint8Array {
  return data === undefined
    ? new Uint8Array()
    : new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
}

function expectCorrupt(read: () => unknown, which: string): void {
  expectCode(read, "CHECKPOINT_CORRUPT", which);
}

function expectCode(read: () => unknown, code: string, which: string): void {
  let caught: unknown;
  try {
    read();
  } catch (error) {
    caught = error;
  }
  expect(caught, which).toBeInstanceOf(TenetError);
  expect((caught as TenetError).code, which).toBe(code);
}

type Entry = { dtype?: "F64" | "F32" | "I32" | "U8"; data_offsets?: number[] };

function split(file: Uint8Array): { header: Record<string, Entry>; dataAt: number } {
  const dataAt = 8 + Number(new DataView(file.buffer).getBigUint64(0, true));
  const { __metadata__, ...header } = JSON.parse(new TextDecoder().decode(file.subarray(8, dataAt)));
  return { header, dataAt };
}

function assemble(header: unknown, data: readonly number[]): Uint8Array {
  return withHeader(JSON.stringify(header), data);
}

function withHeader(json: string, data: readonly number[]): Uint8Array {
  const header = new TextEncoder().encode(json);
  const file = new Uint8Array(8 + header.length + data.length);
  new DataView(file.buffer).setBigUint64(0, BigInt(header.length), true);
  file.set(header, 8);
  file.set(data, 8 + header.length);
  return file;
}

/** A file written by `safetensors.numpy.save` of safetensors 0.8.0, in base 64. */
const fromPython =
  "iAEAAAAAAAB7Il9fbWV0YWRhdGFfXyI6eyJzdGVwIjoiMTIifSwiaWRzIjp7ImR0eXBlIjoiSTY0Iiwic2hhcGUiOlsyXSwiZGF0YV9vZmZz" +
  "ZXRzIjpbMCwxNl19LCJlbXB0eSI6eyJkdHlwZSI6IkYzMiIsInNoYXBlIjpbMCwzXSwiZGF0YV9vZmZzZXRzIjpbMTYsMTZdfSwibGF5ZXJz" +
  "LjAud3giOnsiZHR5cGUiOiJGMzIiLCJzaGFwZSI6WzIsM10sImRhdGFfb2Zmc2V0cyI6WzE2LDQwXX0sInNjYWxhciI6eyJkdHlwZSI6Ikkz" +
  "MiIsInNoYXBlIjpbXSwiZGF0YV9vZmZzZXRzIjpbNDAsNDRdfSwiaGFsZiI6eyJkdHlwZSI6IkYxNiIsInNoYXBlIjpbNV0sImRhdGFfb2Zm" +
  "c2V0cyI6WzQ0LDU0XX0sIm1hc2siOnsiZHR5cGUiOiJCT09MIiwic2hhcGUiOlsyXSwiZGF0YV9vZmZzZXRzIjpbNTQsNTZdfX0gIAEAAAAA" +
  "AAAA//////////8AAAAAAACAPgAAAD8AAEA/AACAPwAAoD8HAAAAADwAwP97AQAAfAEA";
