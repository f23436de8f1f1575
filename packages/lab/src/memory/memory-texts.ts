import { integer, seed as seeded, split } from "@tenetjs/core";
import { sampleText } from "@tenetjs/datasets";

/** The texts of `<tenet-memory>`, written for this project, and what a form calls them. */
export const memoryTexts = {
  near: "names, 17 characters apart",
  far: "names, 23 characters apart",
  story: "a short story",
} as const;

export type MemoryTextName = keyof typeof memoryTexts;

/** A text to learn from, and another to ask about. */
export type MemoryText = {
  readonly training: string;
  readonly heldOut: string;
  /** The places in `heldOut` at which a network is asked for the next character, by their index. */
  readonly asked: readonly number[];
  /** What is asked about there, after the word "right". */
  readonly about: string;
};

/** The length of a passage: five lines of near names, or four of far ones. */
export const passageLength = 120;

/** The number of passages that one can look at. */
export const passageCount = 5;

/** In a passage of names, the index at which the last name comes again. */
export const lastName = passageLength - "Ada's.\n".length;

/** How many characters before an asked place a network reads. */
export const contextLength = 60;

/** The number of places that are asked about. */
const askedCount = 64;

/** The text of this name. Lines of names are drawn from the seed; the story is always the same. */
export function memoryText(name: MemoryTextName, seed: number): MemoryText {
  return name === "story" ? storyText() : namesText(middles[name], seed);
}

/** What is shown of a text: the passage of this number, from 1 on. */
export function passageOf({ heldOut }: MemoryText, number: number): string {
  return heldOut.slice((number - 1) * passageLength, number * passageLength);
}

const names = ["Ada", "Ben", "Eve", "Ivo", "Max", "Noa", "Tom", "Una"];
const middles = { near: " has it: it's ", far: " has the key: it is " } as const;

/** Lines such as "Ada has it: it's Ada's.", each with another name. All have the same length. */
function namesText(middle: string, seed: number): MemoryText {
  const line = (name: string) => `${name}${middle}${name}'s.\n`;
  const lines = (part: string, count: number) => {
    const rng = split(split(seeded(seed), "names"), part);
    return Array.from({ length: count }, () => line(names[integer(rng, names.length)] as string)).join("");
  };
  const { length } = line("Ada");
  const before = Math.ceil(contextLength / length);
  const asked = Array.from(
    { length: askedCount },
    (_, index) => (before + index) * length + "Ada".length + middle.length,
  );
  return {
    training: lines("training", 600),
    heldOut: lines("held out", before + askedCount),
    asked,
    about: " about the name",
  };
}

/** The end of the story is held out. */
function storyText(): MemoryText {
  const length = passageCount * passageLength;
  const apart = Math.floor((length - contextLength) / askedCount);
  return {
    training: sampleText.slice(0, -length),
    heldOut: sampleText.slice(-length),
    asked: Array.from({ length: askedCount }, (_, index) => contextLength + index * apart),
    about: ", held out",
  };
}
