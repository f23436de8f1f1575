import { checkPositive, checkWithin, problem } from "@tenetjs/core/internals";
import type { Point } from "./series.ts";

/** The rhythm of one temporal gate, in the units of time of its input. */
export type TemporalGate = {
  /** tau: the time from one opening to the next. */
  period: number;
  /** r_on: the part of the period, above 0 and at most 1, for which the gate is open at all. */
  openRatio: number;
  /** s: the time at which an opening starts. */
  shift: number;
  /** alpha: how much leaks through while closed; 0 by default. */
  leak?: number;
};

/**
 * The openness k of a gate at time `t`: with the phase phi = ((t - s) mod tau) / tau, the modulus floored so
 * that phi is in [0, 1) before s too, k = 2 phi / r_on up to r_on / 2, 2 - 2 phi / r_on from there up to
 * r_on, and alpha phi beyond, both boundaries inclusive (Neil, Pfeiffer and Liu, "Phased LSTM", 2016,
 * equations 6 and 7).
 *
 * @throws {RangeError} when the gate's numbers are out of their ranges or `t` is not finite.
 */
export function openness(t: number, gate: TemporalGate): number {
  const { period, openRatio, shift, leak = 0 } = checkGate("openness", gate);
  if (!Number.isFinite(t)) throw new RangeError(problem("openness", "t to be a finite number", t));
  const phase = ((((t - shift) % period) + period) % period) / period;
  if (phase <= openRatio / 2) return (2 * phase) / openRatio;
  if (phase <= openRatio) return 2 - (2 * phase) / openRatio;
  return leak * phase;
}

/**
 * The corners of k against t from 0 to `until`: k is straight between them, so the line through them is
 * exact. With a leak, two corners share the time at which k jumps.
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

/** `gate`, if its numbers are in their ranges. @throws {RangeError} otherwise. */
export function checkGate(where: string, gate: TemporalGate): TemporalGate {
  checkPositive(where, "period", gate.period);
  checkPositive(where, "openRatio", gate.openRatio);
  checkWithin(where, "openRatio", gate.openRatio, 0, 1);
  checkWithin(where, "leak", gate.leak ?? 0, 0, 1);
  if (!Number.isFinite(gate.shift))
    throw new RangeError(problem(where, "shift to be a finite number", gate.shift));
  return gate;
}
