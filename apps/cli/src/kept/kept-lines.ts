import { appendFileSync, existsSync, readFileSync } from "node:fs";
import { fileError } from "@tenetjs/checkpoints/node";

/** Results of earlier processes in a file, so that one that is stopped or killed loses none. */
export type KeptLines<Line> = {
  readonly file: string;
  /** The result with a key; undefined if there is none. */
  find(key: string): Line | undefined;
  /** Adds a result, or another one with the same key. @throws {TenetError} in the name of the command, with the file. */
  add(line: Line): void;
  /** How many there are. */
  count(): number;
};

/** The results in `file`: lines of JSON, each appended when it is there. The last with a key counts. */
export function keptLines<Line extends { readonly key: string }>(
  file: string,
  command: string,
): KeptLines<Line> {
  const text = existsSync(file) ? readFileSync(file, "utf8") : "";
  const lines = new Map(
    text.split("\n").flatMap((line) => {
      const kept = parsed<Line>(line);
      return kept === undefined ? [] : [[kept.key, kept] as const];
    }),
  );
  // A kill may have left half a line, which must not spoil the next.
  let start = text === "" || text.endsWith("\n") ? "" : "\n";
  return {
    file,
    find: (key) => lines.get(key),
    count: () => lines.size,
    add: (line) => {
      try {
        appendFileSync(file, `${start}${JSON.stringify(line)}\n`);
      } catch (error) {
        const next = "The results in it are intact, and the next run of the same command takes them.";
        throw fileError(command, `to append to ${file}`, error, next);
      }
      start = "";
      lines.set(line.key, line);
    },
  };
}

/** The result on a line; undefined for a line that is incomplete, after a kill or on a full disk. */
function parsed<Line>(line: string): Line | undefined {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
