import { phrase, problem, TenetError } from "@tenetjs/core";
import type { ChatReading, CorpusDescription } from "../run/text-run.ts";
import type { Terminal } from "../terminal/terminal.ts";
import { type ChatOptions, chatText } from "./chat-text.ts";
import { existingFile, findSource } from "./find-source.ts";
import { placeOf, readSource, type SourceText } from "./read-source.ts";

export type ReadCorpus = { readonly sources: readonly SourceText[]; readonly chat: ChatReading | null };

/** The texts that `names` name (files, books), each under a name of its own. @throws as `findSource` and `readSource` do. */
export async function readTexts(names: readonly string[], terminal: Terminal): Promise<ReadCorpus> {
  const origins = names.map(findSource);
  const sources: SourceText[] = [];
  for (const origin of origins) {
    const source = await readSource(origin, terminal);
    sources.push({ ...source, name: unusedName(source.name, sources) });
  }
  return { sources, chat: null };
}

/** The chat in the export at `path`, as text to train on, telling what was found. @throws {TenetError} `NOT_A_CHAT`, and as `readSource` does. */
export async function readChatFile(
  path: string,
  options: ChatOptions,
  terminal: Terminal,
): Promise<ReadCorpus> {
  const source = await readSource({ kind: "file", path: existingFile(path) }, terminal);
  const { text, chat, summary } = chatText(source, options);
  terminal.error(`${source.name}: ${summary}`);
  return { sources: [{ ...source, text }], chat };
}

/**
 * The texts of a run's corpus, read again; from `moved`, where they are no longer where they were.
 *
 * @throws {TenetError} `RESUME_REFUSED` when one is not what it was, with both checksums.
 */
export async function readAgain(
  { sources, chat }: CorpusDescription,
  moved: readonly string[],
  terminal: Terminal,
): Promise<readonly string[]> {
  if (moved.length > 0 && moved.length !== sources.length) {
    const expected = `as many files as the run's ${sources.length} sources, in their order`;
    throw new RangeError(problem("resume", expected, phrase(String(moved.length))));
  }
  const texts: string[] = [];
  for (const [index, { name, origin, sha256 }] of sources.entries()) {
    const source = await readSource(moved[index] === undefined ? origin : findSource(moved[index]), terminal);
    if (source.sha256 !== sha256) {
      const next =
        "Put it back as it was (where it moved, name its place: tenet resume RUN FILE...), or train on the new text " +
        "from this run's weights: tenet train text FILE --init-from RUN.";
      throw new TenetError(
        "RESUME_REFUSED",
        problem(
          "resume",
          `the text "${name}" that the run was made from, of SHA-256 ${sha256}`,
          phrase(`${placeOf(source.origin)} of SHA-256 ${source.sha256}`),
          next,
        ),
      );
    }
    texts.push(chat === null ? source.text : chatText(source, asRead(chat)).text);
  }
  return texts;
}

function asRead({ pseudonymise, dateOrder }: ChatReading): ChatOptions {
  return { pseudonymise, dateOrder: dateOrder.order };
}

/** `name`, or with a number behind it where `sources` have it. */
function unusedName(name: string, sources: readonly SourceText[]): string {
  const taken = (candidate: string) => sources.some((source) => source.name === candidate);
  if (!taken(name)) return name;
  let number = 2;
  while (taken(`${name}-${number}`)) number += 1;
  return `${name}-${number}`;
}
