import { TenetError } from "@tenetjs/core";
import { phrase, problem } from "@tenetjs/core/internals";

/**
 * `text`, if every surrogate in it is half of a pair. A lone surrogate is no character: UTF-8 cannot hold it, so
 * neither a file nor a vocabulary has it.
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
      "Pass text.toWellFormed() to have U+FFFD in its place.",
    ),
  );
}
