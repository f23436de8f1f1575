/** A unit's temporal gate. Times are in the same unit, such as milliseconds. */
export type Gate = {
  /** tau: the time from one opening to the next. */
  readonly period: number;
  /** r_on: the fraction of the period for which the gate is open. */
  readonly openRatio: number;
  /** s: when it begins to open. */
  readonly shift: number;
  /** alpha: how much a closed gate leaks. */
  readonly leak: number;
};

/**
 * The openness k of a temporal gate at a time, between 0 and 1: it rises and falls within the open part of its period, and then leaks. This is the formula of
 * `phased` in plain numbers, for figures; a test holds the two together.
 */
export function openness(gate: Gate, time: number): number {
  const { openRatio, leak } = gate;
  const phase = phaseOf(gate, time);
  if (phase <= openRatio / 2) return (2 * phase) / openRatio;
  return phase <= openRatio ? 2 - (2 * phase) / openRatio : leak * phase;
}

/** Whether the gate is in the open part of its period, leak or not. */
export function isOpen(gate: Gate, time: number): boolean {
  return phaseOf(gate, time) <= gate.openRatio;
}

function phaseOf({ period, shift }: Gate, time: number): number {
  return ((((time - shift) % period) + period) % period) / period;
}
