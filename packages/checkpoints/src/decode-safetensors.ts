import { TenetError } from "@tenetjs/core";
import { excerpt, phrase, problem } from "@tenetjs/core/internals";
import { checksum, checksumKey, type RawTensor, reservedPrefix } from "./checksum.ts";
import { type Corrupt, corrupt as corruptIn } from "./corrupt.ts";
import { bytesPerValue, countOf, type StoredTensor, toStored } from "./dtype.ts";
import { formatOf } from "./formats/file-format.ts";
import { pickle } from "./formats/pickle.ts";
import { type HeaderValue, parseHeader } from "./header-json.ts";
import { plainBytes } from "./plain-bytes.ts";

/** The contents of a safetensors file. */
export type Checkpoint = {
  /** The tensors by name. Those of a dtype that is not supported are not among its keys, and reading one by its name throws `DTYPE_UNSUPPORTED`. */
  readonly tensors: Readonly<Record<string, StoredTensor>>;
  /** The tensors of a dtype that is not supported, such as F8_E4M3 or C64. */
  readonly unsupported: readonly UnsupportedTensor[];
  /** The metadata, without the checksum and other names that start with `tenet.`. */
  readonly metadata: Readonly<Record<string, string>>;
};

/** What a file is written from: its tensors and its metadata. */
export type CheckpointContents = Pick<Checkpoint, "tensors" | "metadata">;

/** A tensor that is in a file and cannot be read. */
export type UnsupportedTensor = {
  readonly name: string;
  readonly dtype: string;
  readonly shape: readonly number[];
  /** Its size in the file. */
  readonly bytes: number;
};

/**
 * The tensors and the metadata of a safetensors file. Each tensor is copied into its own memory. F16 and BF16 are converted
 * to F32, which represents all their values. If the metadata has a checksum, as in every file of {@link encodeSafetensors}, it is
 * verified, so that every flipped bit is detected. Files from other tools need no checksum.
 *
 * Sizes in the header are checked against the size of the file before anything is allocated.
 *
 * @param bytes the whole file
 * @param options.file the name of the file in errors; none by default
 * A tensor of a dtype that is not supported is no damage: it is listed, and an error only when it is read.
 *
 * @throws {TenetError} "CHECKPOINT_CORRUPT" with the file, the byte and the tensor of the error.
 */
export function decodeSafetensors(bytes: Uint8Array, { file }: { file?: string } = {}): Checkpoint {
  const corrupt = corruptIn(file);
  const whole = plainBytes(bytes);
  refuseOthers(whole, file);
  const dataAt = 8 + headerLength(whole, corrupt);
  const header = parseHeader(whole, 8, dataAt, corrupt);
  const metadata = toMetadata(header.get("__metadata__"), corrupt);
  header.delete("__metadata__");

  const placed = Array.from(header, ([name, value]) => toPlaced(name, value, dataAt, whole, corrupt));
  checkTiling(placed, dataAt, whole, corrupt);
  verify(metadata, placed, corrupt);
  const [supported, others] = [placed.filter(isSupported), placed.filter((one) => !isSupported(one))];
  const tensors = Object.fromEntries(
    supported.map(({ name, dtype, shape, bytes }) => [name, toStored(dtype, shape, bytes.slice().buffer)]),
  );
  for (const one of others) Object.defineProperty(tensors, one.name, { get: () => refuse(one, file) });
  return {
    tensors,
    unsupported: others.map(({ name, dtype, shape, bytes }) => ({ name, dtype, shape, bytes: bytes.length })),
    metadata: Object.fromEntries(
      Object.entries(metadata).filter(([name]) => !name.startsWith(reservedPrefix)),
    ),
  };
}

/** @throws {TenetError} `FORMAT_UNSUPPORTED` for a file of another format, with what it is. */
function refuseOthers(bytes: Uint8Array, file: string | undefined): void {
  const format = formatOf(bytes);
  if (format === undefined || format === "safetensors" || format === "onnx") return;
  const where = file === undefined ? "decodeSafetensors" : `decodeSafetensors (${file})`;
  const [got, next] = format === "pickle" ? [pickle.name, pickle.next] : [others[format], others.next];
  throw new TenetError("FORMAT_UNSUPPORTED", problem(where, "a safetensors file", phrase(got), next));
}

const others = {
  keras: "a zip archive, such as a .keras file",
  "keras-weights": "an HDF5 file, such as a .weights.h5 file of Keras",
  tfjs: "JSON, such as a model.json of tfjs-layers",
  next: "`tenet import`, or @tenetjs/checkpoints/formats, reads such networks.",
};

type Placed = RawTensor & { begin: number; end: number };

function isSupported({ dtype }: Placed): boolean {
  return bytesPerValue(dtype) !== undefined;
}

function refuse({ name, dtype }: Placed, file: string | undefined): never {
  const where = file === undefined ? "decodeSafetensors" : `decodeSafetensors (${file})`;
  const next = "Convert the tensor to F32 with the tool that made the file.";
  throw new TenetError(
    "DTYPE_UNSUPPORTED",
    problem(
      where,
      `tensor ${excerpt(name)} of a supported dtype`,
      phrase(`${dtype}, a dtype that is not supported`),
      next,
    ),
  );
}

/**
 * The limit of the reference implementation, in bytes. No model has a larger header, and a corrupt length is usually larger.
 */
const longestHeader = 100_000_000;

function headerLength(bytes: Uint8Array, corrupt: Corrupt): number {
  if (bytes.length < 8)
    throw corrupt("8 bytes of header length", phrase(`${bytes.length} bytes in all`), { byte: 0 });
  const length = new DataView(bytes.buffer, bytes.byteOffset, 8).getBigUint64(0, true);
  const [got, inFile] = [phrase(`a header of ${length} bytes`), bytes.length - 8];
  if (length > BigInt(longestHeader))
    throw corrupt(`a header within the limit of ${longestHeader} bytes`, got, { byte: 0 });
  if (length < 2n || length > BigInt(inFile))
    throw corrupt(`a header of 2 to ${inFile} bytes in a file of ${bytes.length}`, got, { byte: 0 });
  return Number(length);
}

function toMetadata(value: HeaderValue | undefined, corrupt: Corrupt): Record<string, string> {
  if (value === undefined) return {};
  if (!(value instanceof Map)) throw corrupt("__metadata__ to be an object", value);
  const entries = Array.from(value, ([name, text]): [string, string] => {
    if (typeof text !== "string") throw corrupt(`a string for ${excerpt(name)} in __metadata__`, text);
    return [name, text];
  });
  return Object.fromEntries(entries);
}

function toPlaced(
  tensor: string,
  value: HeaderValue,
  dataAt: number,
  file: Uint8Array,
  corrupt: Corrupt,
): Placed {
  const place = { tensor };
  if (!(value instanceof Map) || Array.from(value.keys()).sort().join() !== "data_offsets,dtype,shape") {
    const got = value instanceof Map ? Array.from(value.keys()) : value;
    throw corrupt("exactly dtype, shape and data_offsets", got, place);
  }
  const dtype = value.get("dtype");
  if (typeof dtype !== "string" || !/^[A-Z][A-Z0-9_]{0,15}$/.test(dtype))
    throw corrupt("the name of a dtype", dtype, place);
  const width = bytesPerValue(dtype);
  const shape = integers(value.get("shape"));
  if (shape === undefined) throw corrupt("a shape of integers", value.get("shape"), place);
  const offsets = integers(value.get("data_offsets"));
  const [begin, end] = offsets ?? [];
  if (begin === undefined || end === undefined || offsets?.length !== 2 || begin > end)
    throw corrupt("data_offsets [begin, end]", value.get("data_offsets"), place);
  if (width !== undefined && countOf(shape) * width !== end - begin) {
    const size = `${countOf(shape) * width} bytes for ${dtype} of shape [${shape.slice(0, 8).join(", ")}${shape.length > 8 ? ", ..." : ""}]`;
    throw corrupt(size, phrase(`${end - begin} bytes`), { ...place, byte: dataAt + begin });
  }
  if (dataAt + end > file.length)
    throw corrupt(`data up to byte ${dataAt + end}`, phrase(`a file of ${file.length} bytes`), place);
  return { name: tensor, dtype, shape, begin, end, bytes: file.subarray(dataAt + begin, dataAt + end) };
}

function integers(value: HeaderValue | undefined): number[] | undefined {
  return Array.isArray(value) && value.every((item) => typeof item === "number") ? value : undefined;
}

/**
 * Checks that the tensors cover the data without gaps or overlaps, which the format requires so that no other data can be
 * hidden in a file.
 */
function checkTiling(placed: readonly Placed[], dataAt: number, file: Uint8Array, corrupt: Corrupt): void {
  let covered = 0;
  for (const { name, begin, end } of placed.toSorted((a, b) => a.begin - b.begin || a.end - b.end)) {
    if (begin !== covered)
      throw corrupt(
        `data that begins at byte ${dataAt + covered}`,
        phrase(begin < covered ? "an overlap" : "a gap"),
        {
          tensor: name,
          byte: dataAt + begin,
        },
      );
    covered = end;
  }
  if (dataAt + covered !== file.length)
    throw corrupt(
      "the end of the file",
      phrase(`${file.length - dataAt - covered} bytes that belong to no tensor`),
      {
        byte: dataAt + covered,
      },
    );
}

/** Verifies the checksum. A file with another of Tenet's metadata names but no checksum is corrupt. */
function verify(metadata: Record<string, string>, tensors: readonly RawTensor[], corrupt: Corrupt): void {
  if (!Object.keys(metadata).some((name) => name.startsWith(reservedPrefix))) return;
  const stated = metadata[checksumKey];
  if (stated === undefined) throw corrupt(`${checksumKey} in the metadata`, Object.keys(metadata));
  const actual = checksum(metadata, tensors);
  if (stated !== actual) throw corrupt(`contents with the SHA-256 ${stated}`, phrase(actual));
}
