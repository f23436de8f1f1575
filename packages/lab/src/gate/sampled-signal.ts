import { seed as seeded, split, uniform } from "@tenetjs/core";
import { isOpen, openness, type TemporalGate } from "@tenetjs/core/internals";

/** How long the figure lasts, in milliseconds. */
export const duration = 100;

/** A signal that a unit reads at some times, and what its state is after each. */
export type Sampled = {
  readonly times: readonly number[];
  /** What the unit proposes at each time: the signal. */
  readonly proposed: readonly number[];
  /** Its state after each time. */
  readonly states: readonly number[];
  /** Whether the gate was in its open part then. */
  readonly open: readonly boolean[];
};

export type Sampling = "irregular" | "regular";

/** The signal at a time: a slow wave and a faster one. */
export function signalAt(time: number): number {
  return 0.6 * Math.sin((2 * Math.PI * time) / 50) + 0.4 * Math.sin((2 * Math.PI * time) / 11 + 1);
}

/** So many timestamps within the figure, in order: evenly spaced, or drawn from the seed. */
export function timestamps(sampling: Sampling, count: number, seed: number): number[] {
  if (sampling === "regular")
    return Array.from({ length: count }, (_, index) => ((index + 0.5) * duration) / count);
  const rng = split(seeded(seed), "timestamps");
  return Array.from({ length: count }, () => uniform(rng, 0, duration)).sort((a, b) => a - b);
}

/** What a unit makes of the signal at these times: c = k x + (1 - k) c', from c' = 0. */
export function sampledSignal(gate: TemporalGate, times: readonly number[]): Sampled {
  let state = 0;
  const states = times.map((time) => {
    const k = openness(gate, time);
    state = k * signalAt(time) + (1 - k) * state;
    return state;
  });
  return { times, proposed: times.map(signalAt), states, open: times.map((time) => isOpen(gate, time)) };
}

/**
 * The longest run of samples that a closed gate let pass: its first and last index, and the part of the state before it that is left after it. Undefined if
 * the gate was never closed.
 */
export function longestSleep(
  gate: TemporalGate,
  { times, open }: Sampled,
): { readonly from: number; readonly to: number; readonly left: number } | undefined {
  let best: { from: number; to: number; left: number } | undefined;
  let from = 0;
  let left = 1;
  for (const [index, time] of times.entries()) {
    if (open[index]) {
      from = index + 1;
      left = 1;
      continue;
    }
    left *= 1 - openness(gate, time);
    if (best === undefined || index - from > best.to - best.from) best = { from, to: index, left };
  }
  return best;
}
