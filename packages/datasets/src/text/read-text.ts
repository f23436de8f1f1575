import { TenetError } from "@tenetjs/core";
import { checkChoice, phrase, problem } from "@tenetjs/core/internals";
import { stripGutenberg } from "./gutenberg.ts";
import { decodeUtf8 } from "./utf8.ts";
import { checkWellFormed } from "./well-formed.ts";

export type ReadTextOptions = {
  /** `lf` makes each line ending (CRLF, and CR alone) one LF; `keep` leaves them. */
  lineEndings?: "lf" | "keep";
  /** The Unicode normal form that the text is brought to; `keep` leaves it as it is. */
  normalForm?: "NFC" | "NFD" | "NFKC" | "NFKD" | "keep";
  /**
   * `auto` takes off a Project Gutenberg header and footer where their markers are, `strip` insists on finding them,
   * `keep` leaves them in.
   */
  gutenberg?: "auto" | "strip" | "keep";
};

/**
 * The text of a file, from its bytes in UTF-8 or an already decoded string. In this order: a byte order mark at the
 * start goes, line endings become LF, a Project Gutenberg header and footer go (see {@link stripGutenberg}), and the
 * text is normalised to NFC, so that a letter and its accent are one character wherever Unicode has one for them.
 *
 * A prompt for a model trained on such text should be read the same way.
 *
 * @throws {TenetError} `BAD_UTF8`, naming the byte offset, when bytes are not UTF-8; `LONE_SURROGATE` when a string
 * is not well-formed; `NO_GUTENBERG_MARKERS` when `gutenberg` is `strip` and there are none.
 */
export function readText(
  source: Uint8Array | string,
  { lineEndings = "lf", normalForm = "NFC", gutenberg = "auto" }: ReadTextOptions = {},
): string {
  checkChoice("readText", "lineEndings", lineEndings, ["lf", "keep"]);
  checkChoice("readText", "normalForm", normalForm, ["NFC", "NFD", "NFKC", "NFKD", "keep"]);
  checkChoice("readText", "gutenberg", gutenberg, ["auto", "strip", "keep"]);

  let text =
    typeof source === "string" ? checkWellFormed("readText", source) : decodeUtf8(source, "readText");
  if (text.startsWith("\uFEFF")) text = text.slice(1);
  if (lineEndings === "lf") text = text.replace(/\r\n?/g, "\n");
  if (gutenberg !== "keep") {
    const work = stripGutenberg(text);
    if (work === undefined && gutenberg === "strip") {
      throw new TenetError(
        "NO_GUTENBERG_MARKERS",
        problem(
          "readText",
          "a Project Gutenberg file",
          phrase("no line such as *** START OF THE PROJECT GUTENBERG EBOOK with a work after it"),
          'Pass gutenberg: "auto" to read any text.',
        ),
      );
    }
    text = work ?? text;
  }
  return normalForm === "keep" ? text : text.normalize(normalForm);
}
