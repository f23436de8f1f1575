import { join } from "node:path";
import { networkFiles, type StoredNetwork, type TargetFormat } from "@tenetjs/checkpoints/formats";
import { ensureWritable, writeAtomically } from "@tenetjs/checkpoints/node";

/**
 * Writes a network to `directory` in the format of another program, and returns the paths.
 *
 * @throws {TenetError} `FORMAT_UNSUPPORTED` for a cell that the format does not have; `OUTPUT_UNWRITABLE` when the directory is not writable.
 */
export async function writeNetwork(
  network: StoredNetwork,
  format: TargetFormat,
  directory: string,
): Promise<string[]> {
  const files = await networkFiles(network, format);
  await ensureWritable(directory);
  const written: string[] = [];
  for (const [name, bytes] of Object.entries(files)) {
    const path = join(directory, name);
    await writeAtomically(path, bytes);
    written.push(path);
  }
  return written;
}
