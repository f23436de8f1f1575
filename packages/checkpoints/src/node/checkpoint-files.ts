import { type Checkpoint, decodeSafetensors } from "../decode-safetensors.ts";
import type { StoredTensor } from "../dtype.ts";
import { encodeSafetensors } from "../encode-safetensors.ts";
import { readBytes } from "./read-bytes.ts";
import { type WriteOptions, writeAtomically } from "./write-atomically.ts";

/**
 * The tensors and the metadata of the safetensors file at `path`.
 *
 * @throws {TenetError} "CHECKPOINT_CORRUPT" with the file, the byte and the tensor of the error.
 * @throws {TenetError} with the file and the code of the error of the file system when it cannot be read; `NOT_A_FILE` for a device.
 */
export async function readCheckpoint(path: string): Promise<Checkpoint> {
  return decodeSafetensors(await readBytes("readCheckpoint", path), { file: path });
}

/**
 * Writes `tensors` and `metadata` to `path` as safetensors, atomically. See `encodeSafetensors` and {@link
 * writeAtomically}.
 */
export async function writeCheckpoint(
  path: string,
  tensors: Readonly<Record<string, StoredTensor>>,
  metadata: Readonly<Record<string, string>> = {},
  options: WriteOptions = {},
): Promise<void> {
  await writeAtomically(path, encodeSafetensors(tensors, metadata), options);
}
