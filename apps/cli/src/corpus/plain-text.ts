import { readText, stripGutenberg } from "@tenetjs/datasets";
import { decodeSource, type Source } from "./read-source.ts";

export type PlainTextOptions = {
  /** Whether to train on what Project Gutenberg added to a book, too. */
  readonly keepGutenberg: boolean;
};

/**
 * The text of `source` to train on, and the number of characters that were left out: the header, the licence and the footer of Project Gutenberg.
 *
 * @throws as `decodeSource` does.
 */
export function plainText(
  source: Source,
  { keepGutenberg }: PlainTextOptions,
): { readonly text: string; readonly leftOut: number } {
  const whole = readText(decodeSource(source), { gutenberg: "keep" });
  const text = (keepGutenberg ? undefined : stripGutenberg(whole)) ?? whole;
  return { text, leftOut: whole.length - text.length };
}
