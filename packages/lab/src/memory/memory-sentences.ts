import { counted, listed, percent } from "../figure/words.ts";
import type { Look } from "./memory-facts.ts";
import { farthestOf, type MemoryLaneRecord, type MemoryRecord, reachOf } from "./memory-record.ts";
import { passageOf } from "./memory-texts.ts";

/** What the coloured passages show now: "After 400 steps, the farthest letter on which this one hangs is: LSTM, “A”, 17 characters ago; RNN, “t”, 2 characters ago." */
export function placeSentence({ look, lanes, text, step }: MemoryRecord): string {
  const known = lanes.filter(({ seen }) => seen !== undefined);
  if (look === undefined || known.length === 0) return "The networks have not been asked yet.";
  const passage = passageOf(text, look.passage);
  const clauses = known
    .toSorted((a, b) => backOf(b, look) - backOf(a, look))
    .map((lane) => {
      const back = backOf(lane, look);
      return `${lane.name}, ${characterName(passage[look.place - back] ?? "")}, ${counted(back, "character")} ago`;
    });
  const after = step === 0 ? "Before training" : `After ${counted(step, "step")}`;
  return `${after}, the farthest letter on which this one hangs is: ${clauses.join("; ")}.`;
}

/** How many characters before the place the memory of a network reaches. */
export function backOf({ seen }: MemoryLaneRecord, { place }: Pick<Look, "place">): number {
  return seen === undefined ? 0 : place - farthestOf(seen);
}

/** What a network expects at the place: "gives “A” 97 %, and would write it". */
export function expectationSentence({ seen }: MemoryLaneRecord): string {
  if (seen === undefined) return "";
  const { character, probability, guess } = seen;
  const others = guess === character ? "and would write it" : `and would write ${characterName(guess)}`;
  return `gives ${characterName(character)} ${percent(probability)}, ${others}`;
}

/** What the averages show now: "On average over 64 places, 90 % of the influence lies within 6 characters for the RNN and 18 for the LSTM." */
export function averageSentence({ lanes, text }: MemoryRecord): string {
  const known = lanes.flatMap(({ name, memory }) => (memory === undefined ? [] : [{ name, memory }]));
  if (known.length === 0) return "The influence has not been measured yet.";
  const reaches = known.map(({ name, memory }, index) => {
    const reach = reachOf(memory, 0.9);
    return `${index === 0 ? counted(reach, "character") : reach} for the ${name}`;
  });
  return `On average over ${text.asked.length} places, 90 % of the influence lies within ${listed(reaches)}. Bands: 95 % confidence of the mean.`;
}

/** A character as a sentence names it. */
export function characterName(character: string): string {
  return character === "\n" ? "the line break" : character === " " ? "a space" : `“${character}”`;
}
