import { phrase, problem } from "@tenetjs/core/internals";
import { checksum, checksumKey, type RawTensor, reservedPrefix } from "./checksum.ts";
import { countOf, dtypeArrays, isDtype, type StoredTensor } from "./dtype.ts";

/**
 * A safetensors file of `tensors` and `metadata`: 8 bytes of header length, a JSON header, and the values. Values
 * are aligned to their size. Tensors are sorted by size of value, largest first, and then by name, so that the same contents give the
 * same file. The metadata also gets `tenet.format` and `tenet.sha256`, with which {@link decodeSafetensors}
 * detects corruption.
 *
 * @throws {TypeError} when a tensor's data is not the typed array of its dtype, or when a name is `__metadata__` or has
 *   a lone surrogate, which UTF-8 cannot encode.
 * @throws {RangeError} when a shape does not match the number of values, or when a name in the metadata
 *   starts with `tenet.`.
 */
export function encodeSafetensors(
  tensors: Readonly<Record<string, StoredTensor>>,
  metadata: Readonly<Record<string, string>> = {},
): Uint8Array {
  const raw = Object.entries(tensors).map(([name, tensor]) => toRaw(name, tensor));
  const said = { ...checkMetadata(metadata), [`${reservedPrefix}format`]: "1" };
  const ordered = raw.toSorted((a, b) => size(b) - size(a) || (a.name < b.name ? -1 : 1));

  let offset = 0;
  const entries = ordered.map(({ name, dtype, shape, bytes }): [string, unknown] => {
    const begin = offset;
    offset += bytes.length;
    return [name, { dtype, shape, data_offsets: [begin, offset] }];
  });
  const signed = { ...said, [checksumKey]: checksum(said, raw) };
  const json = new TextEncoder().encode(
    JSON.stringify(Object.fromEntries([["__metadata__", signed], ...entries])),
  );
  const headerLength = Math.ceil(json.length / 8) * 8;

  const file = new Uint8Array(8 + headerLength + offset).fill(0x20, 8, 8 + headerLength);
  new DataView(file.buffer).setBigUint64(0, BigInt(headerLength), true);
  file.set(json, 8);
  let at = 8 + headerLength;
  for (const { bytes } of ordered) {
    file.set(bytes, at);
    at += bytes.length;
  }
  return file;
}

const where = "encodeSafetensors";

function toRaw(name: string, { dtype, shape, data }: StoredTensor): RawTensor {
  const of = `of tensor ${JSON.stringify(name)}`;
  if (name === "__metadata__" || hasLoneSurrogate(name))
    throw new TypeError(problem(where, "tensor names to be well-formed text other than __metadata__", name));
  if (!isDtype(dtype) || !(data instanceof dtypeArrays[dtype])) {
    const wanted = isDtype(dtype)
      ? `a ${dtypeArrays[dtype].name} as ${dtype} data ${of}`
      : `a known dtype ${of}`;
    throw new TypeError(problem(where, wanted, isDtype(dtype) ? phrase(describe(data)) : dtype));
  }
  if (!shape.every((axis) => Number.isSafeInteger(axis) && axis >= 0) || countOf(shape) !== data.length)
    throw new RangeError(problem(where, `a shape of ${data.length} values ${of}`, shape));
  return { name, dtype, shape, bytes: new Uint8Array(data.buffer, data.byteOffset, data.byteLength) };
}

function checkMetadata(metadata: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  for (const [name, value] of Object.entries(metadata)) {
    if (name.startsWith(reservedPrefix))
      throw new RangeError(problem(where, `metadata names that do not start with "${reservedPrefix}"`, name));
    if (typeof value !== "string" || hasLoneSurrogate(name + value))
      throw new TypeError(
        problem(where, `well-formed text as metadata "${name}"`, value, "Use JSON.stringify."),
      );
  }
  return metadata;
}

function size({ dtype }: RawTensor): number {
  return isDtype(dtype) ? dtypeArrays[dtype].BYTES_PER_ELEMENT : 0;
}

function describe(data: unknown): string {
  return data instanceof Object ? `a ${data.constructor.name}` : typeof data;
}

function hasLoneSurrogate(text: string): boolean {
  return /\p{Cs}/u.test(text);
}
