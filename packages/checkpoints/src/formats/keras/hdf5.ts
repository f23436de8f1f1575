import { TenetError } from "@tenetjs/core";
import { phrase, problem } from "@tenetjs/core/internals";
import type { Dataset, Group } from "h5wasm";
import { byteAt, type Corrupt } from "../../corrupt.ts";
import { countOf, type StoredTensor } from "../../dtype.ts";
import { hdf5Signature } from "./hdf5-signature.ts";

/** A file in HDF5, opened for reading. */
export type Hdf5Reader = {
  /** The names in a group; none if there is no such group. */
  names(path: string): string[];
  /** The numbers at `path`; undefined if there are none. */
  numbers(path: string): StoredTensor | undefined;
};

/**
 * What `read` makes of the file in `bytes`. The signature and the length that the file states are checked before it is opened, and the size of each tensor
 * before it is read.
 *
 * @throws {TenetError} `CHECKPOINT_CORRUPT` with the byte, or what the HDF5 library says; `NO_HDF5` when h5wasm is not installed, or has crashed on an earlier file.
 */
export async function withHdf5<Result>(
  bytes: Uint8Array,
  corrupt: Corrupt,
  read: (reader: Hdf5Reader) => Result,
): Promise<Result> {
  checkLength(bytes, corrupt);
  const { File, FS } = await loadHdf5();
  const path = temporaryPath();
  FS.writeFile(path, bytes);
  try {
    const file = within(corrupt, "an HDF5 file", () => new File(path, "r"));
    if (file.file_id < 0n) throw corrupt("an HDF5 file", phrase("one that cannot be opened"));
    try {
      return read(readerOf(file, bytes.length, corrupt));
    } finally {
      within(corrupt, "an HDF5 file", () => file.close());
    }
  } finally {
    FS.unlink(path);
  }
}

/** A file with these tensors of float32 by path, whose groups are made. */
export async function writeHdf5(tensors: Readonly<Record<string, StoredTensor>>): Promise<Uint8Array> {
  const { File, FS } = await loadHdf5();
  const path = temporaryPath();
  const file = new File(path, "w");
  for (const [name, { shape, data }] of Object.entries(tensors)) {
    const groups = name.split("/").slice(0, -1);
    groups.forEach((_, depth) => {
      const group = groups.slice(0, depth + 1).join("/");
      if (file.get(group) === null) file.create_group(group);
    });
    file.create_dataset({ name, data: data as Float32Array, shape: [...shape], dtype: "<f" });
  }
  file.close();
  try {
    return FS.readFile(path).slice();
  } finally {
    FS.unlink(path);
  }
}

let files = 0;

/** A path in the library's own memory. */
function temporaryPath(): string {
  files += 1;
  return `/tenet-${files}.h5`;
}

/** What a damaged file did to the library, whose memory cannot be trusted from then on; undefined as long as it can. */
let crash: string | undefined;

/** The library, which is 4 MB and is loaded when it is first needed. */
async function loadHdf5() {
  if (crash !== undefined) {
    const next = "A damaged file crashed it. Start the program again, and leave that file out.";
    throw new TenetError("NO_HDF5", problem("keras", "h5wasm as it was loaded", phrase(crash), next));
  }
  const { File, ready } = await importHdf5();
  const module = await ready;
  // By default the library prints its errors.
  module.activate_throwing_error_handler();
  return { File, FS: module.FS };
}

async function importHdf5() {
  try {
    return await import("h5wasm");
  } catch (cause) {
    const next = "Run npm install h5wasm. Files of PyTorch, tfjs-layers and ONNX need no such library.";
    const reason = phrase(cause instanceof Error ? cause.message : String(cause));
    throw new TenetError("NO_HDF5", problem("keras", "h5wasm, which reads and writes HDF5", reason, next), {
      cause,
    });
  }
}

/** Compares the length of the file with the one that its superblock states: a file that was cut short is told by its length. */
function checkLength(bytes: Uint8Array, corrupt: Corrupt): void {
  const wrong = hdf5Signature.findIndex((byte, index) => bytes[index] !== byte);
  if (wrong !== -1) throw corrupt("the signature of HDF5", byteAt(bytes, wrong), { byte: wrong });
  const version = bytes[8] ?? 255;
  const endAt = version <= 1 ? (version === 0 ? 40 : 44) : version <= 3 ? 28 : undefined;
  if (endAt === undefined)
    throw corrupt("version 0 to 3 of HDF5's superblock", byteAt(bytes, 8), { byte: 8 });
  if (bytes.length < endAt + 8)
    throw corrupt("a superblock", phrase(`a file of ${bytes.length} bytes`), { byte: bytes.length });
  const end = new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(endAt, true);
  if (end > BigInt(bytes.length))
    throw corrupt(`${end} bytes, as the superblock says`, phrase(`a file of ${bytes.length} bytes`), {
      byte: bytes.length,
    });
}

function readerOf(file: Group, size: number, corrupt: Corrupt): Hdf5Reader {
  return {
    names(path) {
      const group = within(corrupt, `the group ${path}`, () => file.get(path));
      return typeOf(group) === "Group"
        ? within(corrupt, `the group ${path}`, () => (group as Group).keys())
        : [];
    },
    numbers(path) {
      const found = within(corrupt, `the tensor ${path}`, () => file.get(path));
      if (typeOf(found) !== "Dataset") return undefined;
      const dataset = found as Dataset;
      const shape = within(corrupt, `the shape of ${path}`, () => dataset.shape) ?? [];
      const width = { "<f": 4, "<d": 8 }[String(dataset.dtype)];
      if (width === undefined) throw corrupt(`float32 or float64 for ${path}`, phrase(String(dataset.dtype)));
      if (!(countOf(shape) * width <= size))
        throw corrupt(`a tensor ${path} within the file of ${size} bytes`, phrase(`[${shape.join(", ")}]`));
      const data = within(corrupt, `the values of ${path}`, () => dataset.value);
      if (data instanceof Float32Array) return { dtype: "F32", shape, data };
      if (data instanceof Float64Array) return { dtype: "F64", shape, data };
      throw corrupt(`the values of ${path}`, phrase("none"));
    },
  };
}

function typeOf(entity: unknown): unknown {
  return typeof entity === "object" && entity !== null && "type" in entity ? entity.type : undefined;
}

/**
 * What `work` returns. The library tells a damaged file by any kind of error. After a trap of WebAssembly it is not used again: what it keeps in its memory may
 * be wrong, and so might be the values of the next file.
 */
function within<Value>(corrupt: Corrupt, expected: string, work: () => Value): Value {
  try {
    return work();
  } catch (error) {
    const reason = (error instanceof Error ? error.message : String(error)).split("\n")[0] ?? "";
    if (error instanceof WebAssembly.RuntimeError) crash = reason;
    throw corrupt(expected, phrase(`the error ${reason.slice(0, 120)}`));
  }
}
