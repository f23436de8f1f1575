import { array, type InferOutput, minLength, nullable, pipe, strictObject, string } from "valibot";
import { sourceDescription } from "../../corpus/source-description.ts";

/** The data of a run on text: its sources. */
export const textData = strictObject({
  sources: pipe(array(sourceDescription), minLength(1, "a list of at least one source")),
  /** The file with the initial weights of the run, without its path if the run is to name no person; null for fresh weights. */
  initialWeights: nullable(strictObject({ path: nullable(string()), sha256: string() })),
});

export type TextData = Readonly<InferOutput<typeof textData>>;
