import { html } from "../element/make.ts";
import { percent } from "../figure/words.ts";
import type { Begun, Passage } from "./text-facts.ts";
import { titleOf } from "./text-name.ts";

/** The hues of the two texts, which a colour-blind reader tells apart, and the lines under characters that are likely to come from one. */
const looks = [
  { hue: "var(--rnn)", line: "solid" },
  { hue: "var(--own)", line: "dotted" },
] as const;

/** The style of a character that comes from the second text with this probability. It is plain where the texts are as likely. */
export function originStyle(probability: number): string {
  const strength = 2 * Math.abs(probability - 0.5);
  const { hue, line } = looks[probability < 0.5 ? 0 : 1];
  const background = `background: color-mix(in oklab, ${hue} ${Math.round(40 * strength)}%, transparent);`;
  return strength < 0.5
    ? background
    : `${background} text-decoration: underline ${line} ${hue}; text-underline-offset: 0.25em;`;
}

/** Pieces of a text in the colours of their origins. Neighbours that look alike are one piece. */
export function originPieces(characters: readonly string[], probabilities: Float32Array): Node[] {
  const pieces: { text: string; readonly level: number }[] = [];
  for (const [index, character] of characters.entries()) {
    const level = Math.round(8 * (probabilities[index] ?? 0.5)) / 8;
    const last = pieces.at(-1);
    if (last?.level === level) last.text += character;
    else pieces.push({ text: character, level });
  }
  return pieces.map(({ text, level }) => html("span", { style: originStyle(level) }, text));
}

/** The two texts, each in its look. */
export function originLegend({ names }: Pick<Begun, "names">): Node[] {
  return names.map((name, index) => html("span", { style: originStyle(index) }, titleOf(name)));
}

/** What the colours of a passage show, and how they were found. */
export function originSentence({ names }: Pick<Begun, "names">, { origins, from }: Passage): string {
  if (origins === undefined)
    return "With one text, there is nothing to tell apart. Add a second one above, and each character has the colour of the text that it is likely to come from.";
  const right = origins.filter((probability) => probability >= 0.5 === (from === 1)).length / origins.length;
  return `${percent(right)} of these characters are given to ${titleOf(names[from] ?? "")}, which the passage is from. An n-gram model of each text, counted on as many characters of its training part as of the other’s, says how likely each character is; the forward-backward algorithm makes of that the probability of each text, which is the colour.`;
}
