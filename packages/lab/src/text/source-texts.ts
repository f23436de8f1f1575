import { phrase, problem } from "@tenetjs/core/internals";
import { story } from "./read-source.ts";
import type { RunFile } from "./run-file.ts";
import type { Source } from "./text-facts.ts";

/** The texts, or if there are none the story. */
export function orStory(sources: readonly Source[]): readonly Source[] {
  return sources.length > 0 ? sources : [story()];
}

/** The characters of the texts together. */
export function lengthOf(sources: readonly Source[]): number {
  return sources.reduce((sum, { text }) => sum + text.length, 0);
}

/** Whether the network of a file can be trained on with these texts: it has all that training needs, and was trained on them. */
export function isTrainedOn({ resumable, texts }: RunFile, sources: readonly Source[]): boolean {
  const same = texts.every(({ sha256 }, index) => sources[index]?.sha256 === sha256);
  return resumable && texts.length === sources.length && same;
}

/** @throws {RangeError} when the texts cannot be learned together. */
export function checkTogether(sources: readonly Source[]): void {
  if (sources.length < 2) return;
  const chat = sources.find(({ kind }) => kind === "chat");
  const next = "Drop in one chat by itself, or two books as plain text.";
  if (chat !== undefined)
    throw new RangeError(problem(chat.file, "a plain text beside another", phrase("a chat"), next));
  if (sources.length === 2) return;
  throw new RangeError(problem("two texts", "at most 2 files", phrase(String(sources.length)), next));
}
