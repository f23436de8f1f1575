import { counted, listed, partInWords, percent } from "../figure/words.ts";
import { accuracyOf, arrivingExponents, type RaceRecord } from "./race-record.ts";

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

/**
 * What the strip shows now: "In the RNN, one part in 160,000 of the gradient at the last digit reaches the first; in the LSTM, 11 times as much."
 */
export function gradientSentence({ lanes }: RaceRecord): string {
  const known = lanes.filter(({ norms }) => norms.length > 0);
  if (known.length === 0) return "The gradient has not been measured yet.";
  const [first, ...others] = known.map((lane, index) => {
    const whole = index === 0 ? " of the gradient at the last digit reaches the first" : "";
    return `in the ${lane.name}, ${partInWords(arrivingExponents(lane)[0] as number)}${whole}`;
  });
  return `${[`In${first?.slice(2)}`, ...others].join("; ")}.`;
}
