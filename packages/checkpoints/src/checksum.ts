import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";

/** The name of the checksum in the metadata. A file with any metadata name that starts with `tenet.` must have it. */
export const checksumKey = "tenet.sha256";

/** The prefix of Tenet's own metadata names, which callers may not use. */
export const reservedPrefix = "tenet.";

/** A tensor as stored in a file: its name, dtype, shape and bytes. */
export type RawTensor = { name: string; dtype: string; shape: readonly number[]; bytes: Uint8Array };

/**
 * The SHA-256, in hexadecimal, of the contents of a file: the metadata without the checksum, and each tensor's
 * name, dtype, shape and bytes, all sorted by the UTF-16 code units of the names. It does not depend on the order in the file, so
 * a file that another tool has copied with the same contents has the same checksum.
 */
export function checksum(metadata: Readonly<Record<string, string>>, tensors: readonly RawTensor[]): string {
  const sorted = tensors.toSorted((a, b) => (a.name < b.name ? -1 : 1));
  const said = Object.entries(metadata)
    .filter(([name]) => name !== checksumKey)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  const hash = sha256.create();
  hash.update(
    utf8ToBytes(JSON.stringify([said, sorted.map(({ name, dtype, shape }) => [name, dtype, shape])])),
  );
  for (const { bytes } of sorted) hash.update(bytes);
  return bytesToHex(hash.digest());
}
