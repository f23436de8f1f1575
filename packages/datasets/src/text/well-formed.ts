import { TenetError } from "@tenetjs/core";
import { phrase, problem } from "@tenetjs/core/internals";

/**
 * `text`, if every surrogate in it is half of a pair. A lone surrogate is not a character and has no UTF-8 encoding, so
 * neither files nor vocabularies can contain one.
 *
 * @throws {TenetError} `LONE_SURROGATE`, with its index, otherwise.
 */
export function checkWellFormed(where: string, text: string): string {
  const index = text.search(/\p{Surrogate}/u);
  if (index === -1) return text;
  const unit = text.charCodeAt(index).toString(16).toUpperCase();
  throw new TenetError(
    "LONE_SURROGATE",
    problem(
      where,
      "well-formed Unicode",
      phrase(`the lone surrogate U+${unit} at index ${index}`),
      "Pass text.toWellFormed() to replace it by U+FFFD.",
    ),
  );
}
