import { accuracyOf, arrivingExponents, type LaneRecord, type RaceRecord } from "./race-record.ts";

/** What the curves show now: "At T = 30, after 420 steps, the RNN is right 11 % of the time, the LSTM 99 %. A guess is right 10 %." */
export function accuracySentence({ length, step, lanes }: RaceRecord): string {
  const known = lanes.filter((lane) => accuracyOf(lane) !== undefined);
  if (known.length === 0) return `At T = ${length}, the networks have not answered yet.`;
  const after = step === 0 ? "before training" : `after ${counted(step, "step")}`;
  const right = known.map(
    (lane, index) =>
      `the ${lane.name} ${index === 0 ? "is right " : ""}${percent(accuracyOf(lane) as number)}${index === 0 ? " of the time" : ""}`,
  );
  return `At T = ${length}, ${after}, ${listed(right)}. A guess is right 10 %.`;
}

/** What the strip shows now: "Of the gradient at the last step, one part in 20 million reaches the first digit in the RNN, one in 9 in the LSTM." */
export function gradientSentence({ lanes }: RaceRecord): string {
  const known = lanes.filter(({ norms }) => norms.length > 0);
  if (known.length === 0) return "The gradient has not been measured yet.";
  const parts = known.map(
    (lane, index) => `${arriving(lane)}${index === 0 ? " reaches the first digit" : ""} in the ${lane.name}`,
  );
  return `Of the gradient at the last step, ${listed(parts)}.`;
}

/** How much of the gradient reaches the first digit. */
function arriving(lane: LaneRecord): string {
  const exponent = arrivingExponents(lane)[0] as number;
  if (!Number.isFinite(exponent)) return "nothing";
  if (exponent >= 0) return `${rounded(10 ** exponent)} times as much`;
  return `one part in ${rounded(10 ** -exponent)}`;
}

/** A number in words of at most three digits: "20 million". */
export function rounded(value: number): string {
  if (value >= 1e15) return `10^${Math.round(Math.log10(value))}`;
  const [size, name] = sizes.find(([size]) => value >= size) ?? [1, ""];
  const digits = value / size >= 9.95 ? 0 : 1;
  const number = Number((value / size).toFixed(digits));
  return name === "" ? number.toLocaleString("en") : `${number} ${name}`;
}

const sizes = [
  [1e12, "trillion"],
  [1e9, "billion"],
  [1e6, "million"],
] as const;

/** A fraction as whole percents: "12 %". */
export function percent(fraction: number): string {
  return `${Math.round(100 * fraction)} %`;
}

function counted(count: number, noun: string): string {
  return `${count.toLocaleString("en")} ${noun}${count === 1 ? "" : "s"}`;
}

/** "a", "a and b", or "a, b and c". */
function listed(items: readonly string[]): string {
  return items.length < 2 ? items.join("") : `${items.slice(0, -1).join(", ")} and ${items.at(-1)}`;
}
