import type { TextValues } from "./text-facts.ts";

/** The values that depend on the length of a text. */
type Suited = Pick<TextValues, "hiddenSize" | "dropout" | "learningRate" | "steps">;

/**
 * What suits texts of fewer characters than `below`. A short text is soon known by heart: its network is small, leaves out many of its units at random, and stops early. On the
 * texts that were tried, these came to the lowest held-out loss for their time.
 */
const suits: readonly { readonly below: number; readonly values: Suited }[] = [
  { below: 40_000, values: { hiddenSize: 96, dropout: 0.3, learningRate: 0.02, steps: 400 } },
  { below: 400_000, values: { hiddenSize: 192, dropout: 0.2, learningRate: 0.03, steps: 1500 } },
  {
    below: Number.POSITIVE_INFINITY,
    values: { hiddenSize: 192, dropout: 0, learningRate: 0.04, steps: 2500 },
  },
];

/** The values that suit a text of so many characters. */
export function suitedTo(characters: number): Suited {
  return suits.find(({ below }) => characters < below)?.values as Suited;
}

/** `values` for a text of another length: each that suited the last text becomes that which suits the next, and what the reader has set stays. */
export function suitedAgain(values: TextValues, last: number, next: number): TextValues {
  const [before, after] = [suitedTo(last), suitedTo(next)];
  const left = Object.entries(after).filter(
    ([name]) => values[name as keyof Suited] === before[name as keyof Suited],
  );
  return { ...values, ...Object.fromEntries(left) };
}
