import { TenetError } from "@tenetjs/core";
import { checkChoice, checkOptions, phrase, problem } from "@tenetjs/core/internals";
import { fileKind } from "./file-kind.ts";
import { stripGutenberg } from "./gutenberg.ts";
import { isBinary, wideEncoding } from "./likely-encoding.ts";
import { normalised } from "./normalised.ts";
import { decodeUtf8 } from "./utf8.ts";
import { checkWellFormed } from "./well-formed.ts";

export type ReadTextOptions = {
  /** `lf` converts each line ending (CRLF, and CR alone) to LF; `keep` leaves them. */
  lineEndings?: "lf" | "keep";
  /** The Unicode normalisation form of the result; `keep` does not normalise. */
  normalForm?: "NFC" | "NFD" | "NFKC" | "NFKD" | "keep";
  /**
   * `auto` strips a Project Gutenberg header and footer if it finds their markers. `strip` throws if it does not. `keep` leaves
   * them in.
   */
  gutenberg?: "auto" | "strip" | "keep";
};

/**
 * The text of a file, from its bytes in UTF-8 or from a decoded string, cleaned in this order:
 *
 * 1. A byte order mark at the start is removed.
 * 2. Line endings become LF.
 * 3. A Project Gutenberg header and footer are stripped (see {@link stripGutenberg}).
 * 4. The text is normalised to NFC, so that a letter and its accent are one character if Unicode has one for them.
 *
 * Read a prompt with the same options as the text that the model was trained on.
 *
 * Time is linear in the length of the text.
 *
 * @throws {TenetError} `NOT_TEXT`, with its name, when bytes are a file of another kind, such as a zip archive or a PDF document; `BAD_UTF8`, with the byte offset and the encoding that it may be in, when bytes are not UTF-8; `LONE_SURROGATE` when a string
 * is not well-formed; `NO_GUTENBERG_MARKERS` when `gutenberg` is `strip` and there are no markers.
 */
export function readText(source: Uint8Array | string, options: ReadTextOptions = {}): string {
  checkOptions("readText", options, { lineEndings: true, normalForm: true, gutenberg: true });
  const { lineEndings = "lf", normalForm = "NFC", gutenberg = "auto" } = options;
  checkChoice("readText", "lineEndings", lineEndings, ["lf", "keep"]);
  checkChoice("readText", "normalForm", normalForm, ["NFC", "NFD", "NFKC", "NFKD", "keep"]);
  checkChoice("readText", "gutenberg", gutenberg, ["auto", "strip", "keep"]);

  let text = typeof source === "string" ? checkWellFormed("readText", source) : decode(source);
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
  return normalForm === "keep" ? text : normalised(text, normalForm);
}

function decode(bytes: Uint8Array): string {
  const kind = fileKind(bytes);
  if (kind !== undefined) throw notText(kind);
  const wide = wideEncoding(bytes);
  if (wide !== undefined) {
    const next = `Convert it to UTF-8, as with iconv -f ${wide} -t UTF-8.`;
    throw new TenetError(
      "BAD_UTF8",
      problem("readText", "UTF-8", phrase(`what looks like text in ${wide}`), next),
    );
  }
  if (isBinary(bytes, { isUtf8: true })) throw notText("a file that is not text");
  try {
    return decodeUtf8(bytes, "readText");
  } catch (error) {
    throw isBinary(bytes, { isUtf8: false }) ? notText("a file that is not text", error) : error;
  }
}

function notText(kind: string, cause?: unknown): TenetError {
  const next = "Save or unpack it as text in UTF-8.";
  return new TenetError("NOT_TEXT", problem("readText", "a text in UTF-8", phrase(kind), next), { cause });
}
