import {
  checkPositive,
  checkWithin,
  openness as opennessOf,
  problem,
  type TemporalGate,
} from "@tenetjs/core/internals";
import type { Point } from "./series.ts";

export type { TemporalGate };

/**
 * The openness k of a gate at time `t`, by Neil, Pfeiffer and Liu, "Phased LSTM", 2016, equations 6 and 7. With the phase
 * phi = ((t - s) mod tau) / tau, which is in [0, 1) before s too:
 *
 * - k = 2 phi / r_on if phi <= r_on / 2;
 * - k = 2 - 2 phi / r_on if r_on / 2 < phi <= r_on;
 * - k = alpha phi otherwise.
 *
 * @throws {RangeError} when the gate's parameters are out of range, or when `t` is not finite.
 */
export function openness(t: number, gate: TemporalGate): number {
  checkGate("openness", gate);
  if (!Number.isFinite(t)) throw new RangeError(problem("openness", "t to be a finite number", t));
  return opennessOf(gate, t);
}

/**
 * The corners of k against t from 0 to `until`. k is linear between corners, so the line through them is
 * exact. With a leak, there are two corners at the times at which k jumps.
 */
export function opennessCorners(gate: TemporalGate, until: number): Point[] {
  const { period, openRatio, shift, leak = 0 } = checkGate("opennessCorners", gate);
  const start = { x: 0, y: openness(0, gate) };
  const end = { x: until, y: openness(until, gate) };
  const first = Math.floor(-shift / period);
  const last = Math.floor((until - shift) / period);
  const cycles = Array.from({ length: last - first + 1 }, (_, index) => shift + (first + index) * period);
  const corners = cycles.flatMap((opens) => [
    { x: opens, y: 0 },
    { x: opens + (period * openRatio) / 2, y: 1 },
    { x: opens + period * openRatio, y: 0 },
    ...(leak === 0 || openRatio === 1
      ? []
      : [
          { x: opens + period * openRatio, y: leak * openRatio },
          { x: opens + period, y: leak },
        ]),
  ]);
  return [start, ...corners.filter(({ x }) => x > 0 && x < until), end];
}

/** `gate`, if its parameters are in range. @throws {RangeError} otherwise. */
export function checkGate(where: string, gate: TemporalGate): TemporalGate {
  checkPositive(where, "period", gate.period);
  checkPositive(where, "openRatio", gate.openRatio);
  checkWithin(where, "openRatio", gate.openRatio, 0, 1);
  checkWithin(where, "leak", gate.leak ?? 0, 0, 1);
  if (!Number.isFinite(gate.shift))
    throw new RangeError(problem(where, "shift to be a finite number", gate.shift));
  return gate;
}
