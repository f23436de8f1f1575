import { vocabularyFromJSON } from "@tenetjs/datasets";
import {
  array,
  check,
  type InferOutput,
  literal,
  minLength,
  nullable,
  picklist,
  pipe,
  readonly,
  strictObject,
  string,
  variant,
} from "valibot";
import { sourceDescription } from "../../corpus/source-description.ts";

const savedVocabulary = variant("kind", [
  strictObject({ kind: literal("bytes") }),
  strictObject({ kind: picklist(["characters", "words"]), tokens: pipe(array(string()), readonly()) }),
]);

/** The data of a run on text: its sources, and what was found in them. */
export const textData = strictObject({
  sources: pipe(array(sourceDescription), minLength(1, "a list of at least one source")),
  vocabulary: pipe(
    savedVocabulary,
    check(isVocabulary, "a vocabulary, whose tokens are distinct and in code-point order"),
  ),
  /** The file with the initial weights of the run, without its path if the run is to name no person; null for fresh weights. */
  initialWeights: nullable(strictObject({ path: nullable(string()), sha256: string() })),
});

export type TextData = Readonly<InferOutput<typeof textData>>;

function isVocabulary(value: InferOutput<typeof savedVocabulary>): boolean {
  try {
    vocabularyFromJSON(value);
    return true;
  } catch {
    return false;
  }
}
