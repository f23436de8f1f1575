import { type Operation, watchFiles } from "./watch-files.test.support.ts";

/** The failure of the operation of a kind that has the number `nth`, counted from 1, below `directory`. */
export type Fault = {
  readonly kind: Operation;
  readonly nth: number;
  readonly code: string;
  readonly directory: string;
};

/** Runs `work` with a fault. Returns the path of the file that was at fault; undefined if the work has fewer such operations. */
export async function withFault(
  { kind, nth, code, directory }: Fault,
  work: () => Promise<unknown>,
): Promise<string | undefined> {
  let count = 0;
  let hit: string | undefined;
  const end = watchFiles(directory, (operation, path) => {
    if (operation !== kind) return undefined;
    count += 1;
    if (count !== nth) return undefined;
    hit = path;
    return () => {
      throw failure(code, kind);
    };
  });
  try {
    await work();
  } finally {
    end();
  }
  return hit;
}

function failure(code: string, kind: Operation): NodeJS.ErrnoException {
  const syscall = { sync: "fsync", append: "write" }[kind as string] ?? kind;
  return Object.assign(new Error(`${code}: a fault on purpose, ${syscall}`), { code, syscall, errno: -1 });
}
