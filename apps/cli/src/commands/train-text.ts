import { phrase, problem } from "@tenetjs/core";
import { books } from "@tenetjs/datasets";
import { Command } from "commander";
import { sampleName } from "../corpus/find-source.ts";
import { readTexts } from "../corpus/read-corpus.ts";
import { type TextOptions, weightsOfTexts, withTextOptions } from "../options/text-options.ts";
import type { Terminal } from "../terminal/terminal.ts";
import { trainOnText } from "./train-on-text.ts";

type Options = TextOptions & { readonly weights?: readonly number[] };

/** `tenet train text`: a language model of books and other texts. */
export function trainTextCommand(terminal: Terminal): Command {
  const command = new Command("text")
    .description("train on a text, or on several at once: name the next character, at each character")
    .argument("<text...>", `files, or books by name: ${[...Object.keys(books), sampleName].join(", ")}`)
    .addHelpText("after", help)
    .addOption(weightsOfTexts());
  return withTextOptions(command, { layers: 2, hidden: 128, window: 30 }).action(
    async (names: string[], options: Options) => {
      checkWeights(names, options);
      const corpus = await readTexts(names, terminal);
      await trainOnText({ terminal, command, options, task: "text", corpus, weights: options.weights });
    },
  );
}

const help = `
A book is downloaded when it is first named, and kept. ./alice is a file of that name.
Several texts are mixed: each sequence is from one of them, and the held-out loss is told for each.

  tenet train text alice --out runs/alice
  tenet train text alice manifesto --weights 1,1 --preset adam
  tenet train text notes.txt --cell gru --hidden 256 --patience 5 --out runs/notes`;

/** @throws {RangeError} for options that are each right, but not for these texts. */
function checkWeights(names: readonly string[], { weights, carryState }: Options): void {
  if (weights !== undefined && weights.length !== names.length) {
    const got = phrase(String(weights.length));
    throw new RangeError(problem("--weights", `a weight for each of ${names.length} texts`, got));
  }
  if (carryState && names.length > 1) {
    const next = "It reads one text from start to end: leave it out, or join the texts in one file.";
    throw new RangeError(problem("--carry-state", "one text", phrase(String(names.length)), next));
  }
}
