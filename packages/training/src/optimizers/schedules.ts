import { checkInteger, checkPositive, checkWithin, problem } from "@tenetjs/core/internals";

/** A rate for each step; steps count from 0. */
export type Schedule = (step: number) => number;

/** A rate above 0 that stays, or one that changes with the step. */
export type Rate = number | Schedule;

/** `rate` at every step. @throws {RangeError} unless it is finite and above 0. */
export function constant(rate: number): Schedule {
  checkPositive("constant", "rate", rate);
  return () => rate;
}

/**
 * `rate * factor^floor(step / every)`: a staircase.
 *
 * `stepDecay(2e-3, { factor: 0.96, every: 5000 })` is 2e-3 for 5000 steps, then 1.92e-3 for as many.
 *
 * @throws {RangeError} unless `rate` and `factor` are above 0 and `every` is a count.
 */
export function stepDecay(rate: number, { factor, every }: { factor: number; every: number }): Schedule {
  checkPositive("stepDecay", "rate", rate);
  checkPositive("stepDecay", "factor", factor);
  checkInteger("stepDecay", "every", every, 1);
  return (step) => rate * factor ** Math.floor(step / every);
}

/**
 * `rate * factor^(step / over)`: a smooth curve that shrinks by `factor` in each `over` steps.
 *
 * @throws {RangeError} unless `rate` and `factor` are above 0 and `over` is a count.
 */
export function exponentialDecay(
  rate: number,
  { factor, over = 1 }: { factor: number; over?: number },
): Schedule {
  checkPositive("exponentialDecay", "rate", rate);
  checkPositive("exponentialDecay", "factor", factor);
  checkInteger("exponentialDecay", "over", over, 1);
  return (step) => rate * factor ** (step / over);
}

/**
 * Half a cosine from `rate` at step 0 down to `to` at step `over`, and `to` from there on (Loshchilov and Hutter, 2017,
 * equation 5, without restarts).
 *
 * @throws {RangeError} unless `rate` is above 0, `to` is from 0 to `rate`, and `over` is a count.
 */
export function cosineDecay(rate: number, { over, to = 0 }: { over: number; to?: number }): Schedule {
  checkPositive("cosineDecay", "rate", rate);
  checkWithin("cosineDecay", "to", to, 0, rate);
  checkInteger("cosineDecay", "over", over, 1);
  return (step) => to + ((rate - to) * (1 + Math.cos((Math.PI * Math.min(step, over)) / over))) / 2;
}

/**
 * A straight rise over `over` steps, then `then`, whose own step 0 is the first after the rise.
 *
 * Step `s` of the rise has (s + 1) / (over + 1) of `then`'s first rate, so no step is lost to a rate of 0 and step `over`
 * is the first at full rate: `linearWarmup(100, cosineDecay(2e-3, { over: 10_000 }))`.
 *
 * @throws {RangeError} unless `over` is a count (0 for no rise) and `then` is a rate.
 */
export function linearWarmup(over: number, then: Rate): Schedule {
  checkInteger("linearWarmup", "over", over, 0);
  const after = scheduleOf("linearWarmup", then);
  return (step) => (step < over ? (after(0) * (step + 1)) / (over + 1) : after(step - over));
}

/**
 * `rate` as a schedule. A schedule may give 0 (a decay that has run out); a constant rate of 0 would never train.
 *
 * @throws {RangeError} when a constant is not finite and above 0; and, at the step where it happens, when a schedule
 *   gives what is not a finite number of at least 0.
 */
export function scheduleOf(where: string, rate: Rate): Schedule {
  if (typeof rate === "number") {
    checkPositive(where, "rate", rate);
    return () => rate;
  }
  return (step) => {
    const value = rate(step);
    if (Number.isFinite(value) && value >= 0) return value;
    throw new RangeError(
      problem(
        where,
        `the schedule to give a finite rate of at least 0 at step ${step}`,
        value,
        "Correct the schedule.",
      ),
    );
  };
}
