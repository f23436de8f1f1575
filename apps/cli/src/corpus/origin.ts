import { type InferOutput, literal, picklist, strictObject, string, variant } from "valibot";

/**
 * Where a text comes from: the absolute path of a file, a book of the catalogue, or a text that comes with this program. It is hidden if the name of the file
 * may be that of a person, and the run is to name none.
 */
export const origin = variant("kind", [
  strictObject({ kind: literal("file"), path: string() }),
  strictObject({ kind: literal("hidden") }),
  strictObject({ kind: picklist(["book", "sample"]), name: string() }),
]);

export type Origin = Readonly<InferOutput<typeof origin>>;
