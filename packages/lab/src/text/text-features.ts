/** What a unit may follow in a text: a name, and a number for each character. */
export type Feature = { readonly name: string; readonly values: Float32Array };

/** The features of a text, given as its characters. A feature at a character may depend on it and on those before it, as the state of a network does. */
export function textFeatures(characters: readonly string[]): Feature[] {
  return Object.entries(features).map(([name, start]) => {
    const next = start();
    return { name, values: Float32Array.from(characters, next) };
  });
}

const features: Readonly<Record<string, () => (character: string) => number>> = {
  "inside quotation marks": () => {
    let inside = false;
    let last = "";
    return (character) => {
      if (character === "“" || character === "«") inside = true;
      else if (character === "”" || character === "»") inside = false;
      else if (character === '"') inside = !inside;
      // An unclosed quotation ends with its paragraph.
      if (character === "\n" && last === "\n") inside = false;
      last = character;
      return Number(inside);
    };
  },
  "how far into the line": () => counterSince((character) => character === "\n", 80),
  "how far into the sentence": () => counterSince((character) => /[.!?]/.test(character), 150),
  "how far into the word": () => counterSince((character) => !isLetter(character), 12),
  "inside a word": () => (character) => Number(isLetter(character)),
  "at a space or line end": () => (character) => Number(/\s/.test(character)),
  "at a line end": () => (character) => Number(character === "\n"),
  "at a capital letter": () => (character) => Number(/\p{Lu}/u.test(character)),
  "at a vowel": () => (character) => Number(/[aeiouyäöüéèêàáóíæø]/i.test(character)),
  "at a digit": () => (character) => Number(/\p{Nd}/u.test(character)),
  "at punctuation": () => (character) => Number(/\p{P}/u.test(character)),
};

/** The number of characters since the last one that `starts` accepts, up to `most`. */
function counterSince(starts: (character: string) => boolean, most: number): (character: string) => number {
  let count = 0;
  return (character) => {
    count = starts(character) ? 0 : Math.min(most, count + 1);
    return count;
  };
}

function isLetter(character: string): boolean {
  return /[\p{L}\p{M}'’]/u.test(character);
}
