import { phrase, problem } from "@tenetjs/core";
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
        otherwise: "as much as it is long",
        help: "how much of training comes from each text, such as 2,1",
      }),
    },
  ),
  ...withDefaults(languageOptions, { layers: 2, hiddenSize: 128, time: 30 }),
};

/** `tenet train text`: a language model of books and other texts. */
export const text = languageTask({
  name: "text",
  description: "train on a text, or on several at once: name the next character, at each character",
  argument: {
    name: "<text...>",
    help: `files, or books by name: ${[...Object.keys(books), sampleName].join(", ")}`,
  },
  help: `
A book is downloaded when it is first named, and kept. ./alice is a file of that name.
Several texts are mixed: each sequence is from one of them, and the held-out loss is told for each.

  tenet train text alice --out runs/alice
  tenet train text alice manifesto --proportions 1,1 --preset adam
  tenet train text notes.txt --cell gru --hidden 256 --patience 5 --out runs/notes`,
  options,
  read: async ({ values, names, terminal }) => {
    checkTogether(names, values);
    return { sources: await readTexts(names, terminal) };
  },
  weights: ({ proportions }) => proportions,
});

/** @throws {RangeError} for options that are each right, but not for these texts. */
function checkTogether(
  names: readonly string[],
  { proportions, carryState }: Pick<ValuesOf<typeof options>, "proportions" | "carryState">,
): void {
  if (proportions !== null && proportions.length !== names.length) {
    const got = phrase(String(proportions.length));
    throw new RangeError(problem("--proportions", `a number for each of ${names.length} texts`, got));
  }
  if (carryState && names.length > 1) {
    const next = "It reads one text from start to end: leave it out, or join the texts in one file.";
    throw new RangeError(problem("--carry-state", "one text", phrase(String(names.length)), next));
  }
}
