import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";

/** The operations of the file system that are watched. */
export const operations = ["open", "write", "sync", "rename", "append", "read"] as const;
export type Operation = (typeof operations)[number];

/** What happens in place of an operation on the file at `path`: it throws, or ends the process. Undefined lets the operation be. */
export type Strike = (operation: Operation, path: string) => (() => never) | undefined;

/**
 * Asks `strike` before each operation on files below `directory`, and returns a function that ends this. A write that is struck writes half of its data
 * first, as on a full disk.
 *
 * It takes the place of functions of `node:fs`, so it sees what this program does to files, on every system.
 */
export function watchFiles(directory: string, strike: Strike): () => void {
  /** What happens in place of the operation, if anything. */
  const struck = (operation: Operation, path: unknown) =>
    String(path).startsWith(directory) ? strike(operation, String(path)) : undefined;
  const pass = (operation: Operation, path: unknown): void => struck(operation, path)?.();
  const { promises } = fs;
  const real = {
    open: promises.open,
    rename: promises.rename,
    readFile: promises.readFile,
    writeFile: promises.writeFile,
  };
  const { appendFileSync } = fs;
  promises.open = async (path, ...rest) => {
    pass("open", path);
    const file = await real.open(path, ...rest);
    const { writeFile, sync } = file;
    file.writeFile = async (data, ...options) => {
      const end = struck("write", path);
      if (end === undefined) return writeFile.call(file, data, ...options);
      if (typeof data === "string" || data instanceof Uint8Array)
        await writeFile.call(file, data.slice(0, data.length / 2), ...options);
      return end();
    };
    file.sync = async () => {
      pass("sync", path);
      return sync.call(file);
    };
    return file;
  };
  promises.rename = async (from, to) => {
    pass("rename", to);
    return real.rename(from, to);
  };
  promises.readFile = (async (path: fs.PathLike, ...rest: []) => {
    pass("read", path);
    return real.readFile(path, ...rest);
  }) as typeof promises.readFile;
  promises.writeFile = async (path, ...rest) => {
    pass("write", path);
    return real.writeFile(path, ...rest);
  };
  fs.appendFileSync = (path, data, ...rest) => {
    const end = struck("append", path);
    appendFileSync(path, end === undefined ? data : data.slice(0, data.length / 2), ...rest);
    end?.();
  };
  syncBuiltinESMExports();
  return () => {
    Object.assign(promises, real);
    Object.assign(fs, { appendFileSync });
    syncBuiltinESMExports();
  };
}
