/** The parameters of a unit's temporal gate. Times are in the unit of its input, such as milliseconds. */
export type TemporalGate = {
  /** tau: the time from one opening to the next. */
  readonly period: number;
  /** r_on: the fraction of the period, above 0 and at most 1, during which the gate is open. */
  readonly openRatio: number;
  /** s: a time at which the gate starts to open. */
  readonly shift: number;
  /** alpha: how much leaks through while the gate is closed. Default: 0. */
  readonly leak?: number;
};

/**
 * The openness k of a gate at time `t`, by Neil, Pfeiffer and Liu, "Phased LSTM", 2016, equations 6 and 7. With the phase
 * phi = ((t - s) mod tau) / tau, which is in [0, 1) before s too:
 *
 * - k = 2 phi / r_on if phi <= r_on / 2;
 * - k = 2 - 2 phi / r_on if r_on / 2 < phi <= r_on;
 * - k = alpha phi otherwise.
 */
export function openness(gate: TemporalGate, t: number): number {
  const { openRatio, leak = 0 } = gate;
  const phase = phaseOf(gate, t);
  if (phase <= openRatio / 2) return (2 * phase) / openRatio;
  return phase <= openRatio ? 2 - (2 * phase) / openRatio : leak * phase;
}

/** Whether the gate is in the open part of its period, leak or not. */
export function isOpen(gate: TemporalGate, t: number): boolean {
  return phaseOf(gate, t) <= gate.openRatio;
}

function phaseOf({ period, shift }: TemporalGate, t: number): number {
  return ((((t - shift) % period) + period) % period) / period;
}
