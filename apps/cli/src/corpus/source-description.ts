import { type InferOutput, number, pipe, regex, safeInteger, strictObject, string } from "valibot";
import { origin } from "./origin.ts";

/** A source as the data of a run describes it. */
export const sourceDescription = strictObject({
  /** Its name in reports, unique in the run: that of the book, or of the file without its extension. */
  name: string(),
  origin,
  /** The checksum of the bytes that were read, in hexadecimal. */
  sha256: pipe(string(), regex(/^[0-9a-f]{64}$/, "64 hexadecimal digits")),
  /** The number of tokens in its text. */
  tokens: pipe(number(), safeInteger("an integer")),
});

export type SourceDescription = Readonly<InferOutput<typeof sourceDescription>>;
