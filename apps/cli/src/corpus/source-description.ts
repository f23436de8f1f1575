import type { Origin } from "./find-source.ts";

/** A source as a run's data has it. */
export type SourceDescription = {
  /** Its name in reports: that of the book, or of the file without its ending. Each is different. */
  readonly name: string;
  readonly origin: Origin;
  /** Of the bytes as they were read, in hexadecimal. */
  readonly sha256: string;
  /** How many tokens its text has. */
  readonly tokens: number;
};
