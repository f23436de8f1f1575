import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";

/** The metadata's name for the checksum. A file that has any name in `tenet.` has this one. */
export const checksumKey = "tenet.sha256";

/** What metadata of our own starts with; callers' names do not. */
export const reservedPrefix = "tenet.";

/** A tensor before or after its journey: what a file says of it, and its bytes. */
export type RawTensor = { name: string; dtype: string; shape: readonly number[]; bytes: Uint8Array };

/**
 * The SHA-256, in hexadecimal, of all that a file says: the metadata less the checksum itself, each tensor's
 * name, dtype and shape, and its bytes, everything in the order of the names' UTF-16 code units. Layout and
 * order in the file do not count, so a file that another tool has written anew, unchanged, still has its
 * checksum.
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
