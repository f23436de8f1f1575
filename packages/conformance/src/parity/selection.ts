import { parseArgs } from "node:util";
import { checkChoice, phrase, problem } from "@tenetjs/core/internals";

/** What `pnpm parity` measures. */
export type Selection = {
  readonly places: readonly string[];
  readonly rows: readonly string[];
  /** Whether the column with this heading is measured. */
  chooses(heading: string): boolean;
};

/** What there is to choose from. */
export type Choices = {
  readonly places: readonly string[];
  readonly rows: readonly string[];
  readonly headings: readonly string[];
};

/**
 * The selection of a command line: `--place Firefox`, `--row lstm` and `--column "wasm fused"`, each as often as one likes. A column is
 * chosen by its heading or a part of it. Default: everything.
 *
 * @throws {RangeError} if one of them chooses nothing.
 */
export function selectionOf(args: readonly string[], { places, rows, headings }: Choices): Selection {
  const many = { type: "string", multiple: true } as const;
  const { values } = parseArgs({ args: [...args], options: { place: many, row: many, column: many } });
  const { place = places, row = rows, column: parts = [""] } = values;
  for (const name of place) checkChoice("parity", "--place", name, places);
  for (const name of row) checkChoice("parity", "--row", name, rows);
  for (const part of parts)
    if (!headings.some((heading) => heading.includes(part)))
      throw new RangeError(
        problem("parity", `--column to be a part of ${headings.join(", ")}`, phrase(part)),
      );
  return {
    places: places.filter((name) => place.includes(name)),
    rows: rows.filter((name) => row.includes(name)),
    chooses: (heading) => parts.some((part) => heading.includes(part)),
  };
}
