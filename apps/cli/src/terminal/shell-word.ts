import { quoted } from "../completion/quoted.ts";

/** `path` as a word of a command line, in quotes if it needs them. */
export function shellWord(path: string): string {
  return /^[\w./-]+$/.test(path) ? path : quoted(path);
}
