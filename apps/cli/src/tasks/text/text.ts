import { phrase, problem } from "@tenetjs/core/internals";
import { books } from "@tenetjs/datasets";
import { sampleName } from "../../corpus/find-source.ts";
import { readTexts } from "../../corpus/read-corpus.ts";
import { option, optionGroup, type ValuesOf, withDefaults } from "../../options/option.ts";
import { list, positive } from "../../options/value-types.ts";
import { languageOptions } from "./language-options.ts";
import { languageTask } from "./language-task.ts";

const options = {
  ...optionGroup(
    { heading: "Text", resume: "must stay" },
    {
      proportions: option({
        flag: "--proportions <list>",
        type: list(positive),
        otherwise: "the lengths of the texts",
        help: "relative weight of each text in training, such as 2,1",
      }),
    },
  ),
  ...withDefaults(languageOptions, { layers: 2, hiddenSize: 128, time: 30 }),
};

/** `tenet train text`: a language model of books and other texts. */
export const text = languageTask({
  name: "text",
  argument: {
    name: "<text...>",
    help: `files, or books by name: ${[...Object.keys(books), sampleName].join(", ")}`,
  },
  help: `
A book is downloaded once and then cached. Write ./alice for a file with the name of a book.
With several texts, each sequence comes from one of them, and the held-out loss is reported for each.

Examples:
  tenet train text alice --out runs/alice
  tenet train text alice manifesto --proportions 1,1 --preset adam
  tenet train text notes.txt --cell gru --hidden 256 --patience 5 --out runs/notes`,
  options,
  read: async ({ values, names, terminal }) => {
    checkTexts(names, values);
    return { sources: await readTexts(names, terminal) };
  },
  proportions: ({ proportions }) => proportions,
});

/** @throws {RangeError} for options that do not fit the number of texts. */
function checkTexts(
  names: readonly string[],
  { proportions, carryState }: Pick<ValuesOf<typeof options>, "proportions" | "carryState">,
): void {
  if (proportions !== null && proportions.length !== names.length) {
    const got = phrase(String(proportions.length));
    throw new RangeError(problem("--proportions", `one number for each of the ${names.length} texts`, got));
  }
  if (carryState && names.length > 1) {
    const next = "It reads one text from start to end. Leave it out, or join the texts in one file.";
    throw new RangeError(problem("--carry-state", "one text", phrase(String(names.length)), next));
  }
}
