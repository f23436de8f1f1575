import type { Origin } from "./find-source.ts";

/** A source as the data of a run describes it. */
export type SourceDescription = {
  /** Its name in reports, unique in the run: that of the book, or of the file without its extension. */
  readonly name: string;
  readonly origin: Origin;
  /** The checksum of the bytes that were read, in hexadecimal. */
  readonly sha256: string;
  /** The number of tokens in its text. */
  readonly tokens: number;
};
