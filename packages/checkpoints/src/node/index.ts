export { readCheckpoint, writeCheckpoint } from "./checkpoint-files.ts";
export { ensureWritable } from "./ensure-writable.ts";
export { fileError } from "./file-error.ts";
export { readBytes } from "./read-bytes.ts";
export { weightsFile } from "./weights-file.ts";
export { type WriteOptions, writeAtomically } from "./write-atomically.ts";
