import { checkInteger, checkPositive, checkWithin, problem } from "@tenetjs/core/internals";

/** The learning rate at each step; steps count from 0. */
export type Schedule = (step: number) => number;

/** A constant learning rate above 0, or a schedule. */
export type Rate = number | Schedule;

/** A schedule that returns `rate` at every step. @throws {RangeError} unless it is finite and above 0. */
export function constant(rate: number): Schedule {
  checkPositive("constant", "rate", rate);
  return () => rate;
}

/**
 * The schedule `rate * factor^floor(step / every)`, which decays in steps.
 *
 * `stepDecay(2e-3, { factor: 0.96, every: 5000 })` is 2e-3 for 5000 steps, then 1.92e-3 for 5000 steps, and so on.
 *
 * @throws {RangeError} unless `rate` and `factor` are above 0 and `every` is a positive integer.
 */
export function stepDecay(rate: number, { factor, every }: { factor: number; every: number }): Schedule {
  checkPositive("stepDecay", "rate", rate);
  checkPositive("stepDecay", "factor", factor);
  checkInteger("stepDecay", "every", every, 1);
  return (step) => rate * factor ** Math.floor(step / every);
}

/**
 * The schedule `rate * factor^(step / over)`, which decays smoothly by `factor` every `over` steps.
 *
 * @throws {RangeError} unless `rate` and `factor` are above 0 and `over` is a positive integer.
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
 * A schedule that follows half a cosine from `rate` at step 0 to `to` at step `over`, and stays at `to` (Loshchilov and Hutter, 2017,
 * equation 5, without restarts).
 *
 * @throws {RangeError} unless `rate` is above 0, `to` is from 0 to `rate`, and `over` is a positive integer.
 */
export function cosineDecay(rate: number, { over, to = 0 }: { over: number; to?: number }): Schedule {
  checkPositive("cosineDecay", "rate", rate);
  checkWithin("cosineDecay", "to", to, 0, rate);
  checkInteger("cosineDecay", "over", over, 1);
  return (step) => to + ((rate - to) * (1 + Math.cos((Math.PI * Math.min(step, over)) / over))) / 2;
}

/**
 * A linear warm-up over `over` steps, followed by `then`, whose step 0 is the first after the warm-up:
 * `linearWarmup(100, cosineDecay(2e-3, { over: 10_000 }))`.
 *
 * Step `s` of the warm-up has (s + 1) / (over + 1) of `then`'s first learning rate, so no step has a rate of 0, and step `over`
 * is the first at the full rate.
 *
 * @throws {RangeError} unless `over` is a non-negative integer (0 is no warm-up) and `then` is a schedule or a number above 0.
 */
export function linearWarmup(over: number, then: Rate): Schedule {
  checkInteger("linearWarmup", "over", over, 0);
  const after = scheduleOf("linearWarmup", then);
  return (step) => (step < over ? (after(0) * (step + 1)) / (over + 1) : after(step - over));
}

/**
 * `rate` as a schedule. A schedule may return 0, at the end of a decay, whereas a constant of 0 would never train.
 *
 * @throws {RangeError} when a constant is not finite and above 0. The schedule throws one at a step where `rate` returns
 *   a number that is not finite or is below 0. @throws {TypeError} when `rate` is neither a number nor a function.
 */
export function scheduleOf(where: string, rate: Rate): Schedule {
  if (typeof rate === "number") {
    checkPositive(where, "rate", rate);
    return () => rate;
  }
  if (typeof rate !== "function") {
    const next = "Pass the number itself, or a function of the step.";
    throw new TypeError(problem(where, "a learning rate or a schedule", rate, next));
  }
  return (step) => {
    const value = rate(step);
    if (Number.isFinite(value) && value >= 0) return value;
    throw new RangeError(
      problem(
        where,
        `the schedule to return a finite number of at least 0 at step ${step}`,
        value,
        "Correct the schedule.",
      ),
    );
  };
}
