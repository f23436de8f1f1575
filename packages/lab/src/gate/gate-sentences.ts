import type { TemporalGate } from "@tenetjs/core/internals";
import { counted, listed, percent, rounded } from "../figure/words.ts";
import { accuracyNow, type GateRecord } from "./gate-record.ts";
import { longestSleep, type Sampled } from "./sampled-signal.ts";

/**
 * What the figure of the gate shows now: "The gate lets 11 of 60 samples in. Over its longest sleep, 16 samples from 28 to 43 ms, all of the state is left."
 */
export function sampledSentence(gate: TemporalGate, sampled: Sampled): string {
  const { times, open } = sampled;
  const opened = open.filter(Boolean).length;
  const lets = `The unit with τ = ${gate.period} ms is open for ${opened} of ${counted(times.length, "sample")}.`;
  const sleep = longestSleep(gate, sampled);
  if (sleep === undefined) return `${lets} It never sleeps through one.`;
  const from = Math.round(times[sleep.from] as number);
  const to = Math.round(times[sleep.to] as number);
  const left = sleep.left > 0.995 ? "all of its state is" : `${percent(sleep.left)} of its state is`;
  return `${lets} In its longest sleep it lets ${counted(sleep.to - sleep.from + 1, "sample")} pass, from ${from} to ${to} ms: ${left} left.`;
}

/** The periods of the class that a network has to find, in milliseconds. */
export const sought = [5, 6] as const;

/** What the curves show now: "After 100 steps, the phased LSTM is right about 92 % of the waves, the LSTM 51 %. A guess is right about half." */
export function accuracySentence({ step, lanes }: GateRecord): string {
  const known = lanes.filter((lane) => accuracyNow(lane) !== undefined);
  if (known.length === 0) return "The networks have not answered yet.";
  const after = step === 0 ? "Before training" : `After ${counted(step, "step")}`;
  const right = known.map((lane, index) =>
    index === 0
      ? `the ${lane.name} is right about ${percent(accuracyNow(lane) as number)} of the waves`
      : `the ${lane.name} ${percent(accuracyNow(lane) as number)}`,
  );
  return `${after}, ${listed(right)}. A guess is right about half.`;
}

/** What the figure of the periods shows now: "Of 32 units, 12 have moved their period by more than a tenth, most of all one from 3.1 to 4.4 ms." */
export function periodsSentence({ before, now, step }: GateRecord): string {
  if (now.length === 0) return "The periods are not known yet.";
  const start = `At the start, half of the ${counted(now.length, "period")} are below ${rounded(medianOf(before))} ms`;
  if (step === 0) return `${start}.`;
  const moved = now.map((period, unit) => Math.abs(Math.log(period / (before[unit] as number))));
  const most = moved.indexOf(Math.max(...moved));
  const count = moved.filter((ratio) => ratio > Math.log(1.1)).length;
  return `${start}. After ${counted(step, "step")}, ${count === 0 ? "none has" : `${count} ${count === 1 ? "has" : "have"}`} moved by more than a tenth; the farthest went from ${(before[most] as number).toFixed(1)} to ${(now[most] as number).toFixed(1)} ms.`;
}

function medianOf(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  return ((sorted[Math.floor(middle)] as number) + (sorted[Math.ceil(middle)] as number)) / 2;
}
