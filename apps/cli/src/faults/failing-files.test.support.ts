import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";

/** The operations of the file system that can be made to fail. */
export const faultKinds = ["open", "write", "sync", "rename", "append", "read"] as const;
export type FaultKind = (typeof faultKinds)[number];

/** The failure of the operation of a kind that has the number `nth`, counted from 1, below `directory`. */
export type Fault = {
  readonly kind: FaultKind;
  readonly nth: number;
  readonly code: string;
  readonly directory: string;
};

/**
 * Runs `work` with a fault. A write that fails writes half of its data first, as on a full disk. Returns the path of the file that was at fault;
 * undefined if the work has fewer such operations.
 *
 * It takes the place of functions of `node:fs`, so it sees what this program does to files, on every system.
 */
export async function withFault(fault: Fault, work: () => Promise<unknown>): Promise<string | undefined> {
  const { kind, nth, code, directory } = fault;
  let count = 0;
  let hit: string | undefined;
  /** Throws in place of an operation on `path`, if it is the one. */
  const pass = (one: FaultKind, path: unknown): void => {
    if (one !== kind || !String(path).startsWith(directory)) return;
    count += 1;
    if (count !== nth) return;
    hit = String(path);
    throw failure(code, one);
  };
  const { promises } = fs;
  const real = {
    open: promises.open,
    rename: promises.rename,
    readFile: promises.readFile,
    writeFile: promises.writeFile,
    appendFileSync: fs.appendFileSync,
    readFileSync: fs.readFileSync,
  };
  promises.open = async (path, ...rest) => {
    pass("open", path);
    const file = await real.open(path, ...rest);
    const { writeFile, sync } = file;
    file.writeFile = async (data, ...options) => {
      try {
        pass("write", path);
      } catch (error) {
        if (typeof data === "string" || data instanceof Uint8Array)
          await writeFile.call(file, data.slice(0, data.length / 2), ...options);
        throw error;
      }
      return writeFile.call(file, data, ...options);
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
    try {
      pass("append", path);
    } catch (error) {
      real.appendFileSync(path, data.slice(0, data.length / 2), ...rest);
      throw error;
    }
    real.appendFileSync(path, data, ...rest);
  };
  syncBuiltinESMExports();
  try {
    await work();
  } finally {
    const { appendFileSync, readFileSync, ...ofPromises } = real;
    Object.assign(fs, { appendFileSync, readFileSync });
    Object.assign(promises, ofPromises);
    syncBuiltinESMExports();
  }
  return hit;
}

function failure(code: string, kind: FaultKind): NodeJS.ErrnoException {
  const syscall = { sync: "fsync", append: "write" }[kind as string] ?? kind;
  return Object.assign(new Error(`${code}: a fault on purpose, ${syscall}`), { code, syscall, errno: -1 });
}
