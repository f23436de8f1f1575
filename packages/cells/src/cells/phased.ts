import { type Rng, split, uniform } from "@tenetjs/core";
import { checkChoice, checkOptions, checkPositive, checkWithin, problem } from "@tenetjs/core/internals";
import {
  add,
  checkRecipe,
  div,
  type Expression,
  exp,
  leaf,
  lessOrEqual,
  mod,
  mul,
  type Operand,
  type Recipe,
  sigmoid,
  sub,
  substitute,
  training,
  type UnitParameter,
  where,
} from "@tenetjs/recipes";
import { type Cell, cell } from "../cell.ts";

/** How a temporal gate opens, and the initial values of its per-unit parameters. */
export type TemporalGateOptions = {
  /** The initial period tau is exp(U(ln low, ln high)), in steps or in the unit of the timestamps. Default: [1, 1000]. */
  readonly period?: readonly [low: number, high: number];
  /** The initial open ratio r: the fraction of the period during which the gate is open, between 0 and 1. Default: 0.05. */
  readonly openRatio?: number;
  /** The leak alpha of a closed gate in training. Default: 0.001. */
  readonly leak?: number;
  /** The leak outside training. Default: 0. */
  readonly leakAtTest?: number;
  /** The sign of the shift s: (t - s) or (t + s). Default: "minus". */
  readonly shiftSign?: "minus" | "plus";
  /** Whether h is computed from the memory after the gate ("gated") or before it ("proposed"). Default: "gated". */
  readonly output?: "gated" | "proposed";
};

/** Presets of {@link TemporalGateOptions}. */
export const temporalGatePresets = {
  /** The assignment of the University of Amsterdam's course of 2018: no leak, and h from the gated memory. */
  uva2018: {
    period: [1, 1000],
    openRatio: 0.05,
    leak: 0,
    leakAtTest: 0,
    shiftSign: "minus",
    output: "gated",
  },
  /** Neil, Pfeiffer and Liu (2016), as for their frequency task: periods exp(U(0, 3)), and a leak only in training. */
  neil2016: {
    period: [1, Math.exp(3)],
    openRatio: 0.05,
    leak: 0.001,
    leakAtTest: 0,
    shiftSign: "minus",
    output: "gated",
  },
  /** TensorFlow contrib's `PhasedLSTMCell`: a leak also at test time, and h from the proposed memory. */
  "tf-contrib": {
    period: [1, 1000],
    openRatio: 0.1,
    leak: 0.001,
    leakAtTest: 0.001,
    shiftSign: "minus",
    output: "proposed",
  },
} as const satisfies Record<string, TemporalGateOptions>;

export type TemporalGatePreset = keyof typeof temporalGatePresets;

/**
 * The recipe of `inner` behind a temporal gate (Phased LSTM: Neil, Pfeiffer and Liu, 2016). A unit's state changes only while its gate is
 * open: c = k c~ + (1 - k) c', where c~ is the state that `inner` proposes and c' the one before the step.
 *
 * The openness k of a unit with period tau, open ratio r and shift s at time t is a function of its phase
 * phi = ((t - s) mod tau) / tau, with the leak alpha:
 *
 * - k = 2 phi / r for phi <= r / 2,
 * - k = 2 - 2 phi / r for r / 2 < phi <= r,
 * - k = alpha phi otherwise.
 *
 * The parameters are `logPeriod`, with tau = exp(`logPeriod`) > 0, `openLogit`, with r = sigmoid(`openLogit`) between 0 and 1, and
 * `shift`, which is s itself, since the modulus wraps it. The modulus is floored and exact in float32, so the phase is as accurate at
 * t = 16 million as at t = 0.
 *
 * @throws {RangeError} when an option is out of range. @throws {TypeError} when an option is unknown, or `inner` is already phased.
 */
export function phasedRecipe(inner: Recipe, options: TemporalGateOptions | TemporalGatePreset = {}): Recipe {
  const settings = completeOptions(options);
  const name = `phased-${inner.name}`;
  const own = gateParameters(settings);
  if (inner.parameters.some((parameter) => own.some((mine) => mine.name === parameter.name))) {
    throw new TypeError(
      problem(`recipe "${name}"`, "a recipe without a temporal gate of its own", inner.name),
    );
  }
  const gate = temporalGate(settings);
  return checkRecipe({
    ...inner,
    name,
    parameters: [...inner.parameters, ...own],
    inputs: inner.inputs.includes("time") ? inner.inputs : [...inner.inputs, "time"],
    next: gatedStates(inner, gate.openness, settings.output),
    notation: { ...inner.notation, logPeriod: "\\lambda", openLogit: "\\rho", shift: "s", time: "t" },
    definitions: [
      { latex: "\\tau", value: gate.period },
      { latex: "r_{\\text{on}}", value: gate.ratio },
      { latex: "\\phi_t", value: gate.phase },
      { latex: "k_t", value: gate.openness },
      ...inner.definitions,
      ...Object.entries(inner.next).flatMap(([name, value]) =>
        value.kind === "leaf" ? [] : [{ latex: `\\tilde{${inner.notation[name] ?? name}}_t`, value }],
      ),
    ],
  });
}

/** `inner` behind a temporal gate, with the same sizes and initialisers: see {@link phasedRecipe}. */
export function phased(inner: Cell, options: TemporalGateOptions | TemporalGatePreset = {}): Cell {
  return cell(phasedRecipe(inner.recipe, options), inner.options);
}

type TemporalGate = Readonly<Record<"period" | "ratio" | "phase" | "openness", Expression>>;

function temporalGate({ leak, leakAtTest, shiftSign }: Required<TemporalGateOptions>): TemporalGate {
  const period = exp(leaf("parameter", "logPeriod"));
  const ratio = sigmoid(leaf("parameter", "openLogit"));
  const shift = leaf("parameter", "shift");
  // Wrapping t before subtracting s preserves the digits of s when t is large.
  const wrapped = mod(leaf("input", "time"), period);
  const phase = div(mod(shiftSign === "minus" ? sub(wrapped, shift) : add(wrapped, shift), period), period);
  const rising = div(mul(2, phase), ratio);
  const slope = (alpha: number): Operand => (alpha === 0 ? 0 : mul(alpha, phase));
  const closed = leak === leakAtTest ? slope(leak) : where(training, slope(leak), slope(leakAtTest));
  const falling = where(lessOrEqual(phase, ratio), sub(2, rising), closed);
  return { period, ratio, phase, openness: where(lessOrEqual(phase, mul(0.5, ratio)), rising, falling) };
}

function gatedStates(inner: Recipe, open: Expression, output: "gated" | "proposed"): Recipe["next"] {
  const gate = (name: string, proposal: Expression) =>
    add(mul(open, proposal), mul(sub(1, open), leaf("state", name)));
  const memory = Object.entries(inner.next).filter(([name]) => name !== "h");
  const gated = memory.map(([name, proposal]) => [name, gate(name, proposal)] as const);
  const fromGated = new Map<Expression, Expression>(
    memory.flatMap(([, proposal], index) =>
      proposal.kind === "leaf" ? [] : [[proposal, gated[index]?.[1] ?? proposal]],
    ),
  );
  const proposedH = inner.next.h as Expression;
  const h = gate("h", output === "gated" ? substitute(proposedH, fromGated) : proposedH);
  return { ...Object.fromEntries(gated), h };
}

function gateParameters({ period, openRatio }: Required<TemporalGateOptions>): UnitParameter[] {
  const [low, high] = period;
  const logPeriod = (rng: Rng, hiddenSize: number) => {
    const draws = split(rng, "period");
    return Float32Array.from({ length: hiddenSize }, () => uniform(draws, Math.log(low), Math.log(high)));
  };
  const shift = (rng: Rng, hiddenSize: number) => {
    const draws = split(rng, "shift");
    return logPeriod(rng, hiddenSize).map((logarithm) => uniform(draws, 0, Math.exp(logarithm)));
  };
  const logit = Math.log(openRatio / (1 - openRatio));
  return [
    { name: "logPeriod", init: logPeriod },
    { name: "openLogit", init: (_, hiddenSize) => new Float32Array(hiddenSize).fill(logit) },
    { name: "shift", init: shift },
  ];
}

const gateOptions = {
  period: true,
  openRatio: true,
  leak: true,
  leakAtTest: true,
  shiftSign: true,
  output: true,
} as const;

function completeOptions(options: TemporalGateOptions | TemporalGatePreset): Required<TemporalGateOptions> {
  const where = "phased";
  if (typeof options === "string") {
    const names = Object.keys(temporalGatePresets) as TemporalGatePreset[];
    return temporalGatePresets[checkChoice(where, "the preset", options, names)];
  }
  checkOptions<TemporalGateOptions>(where, options, gateOptions);
  const {
    period = [1, 1000],
    openRatio = 0.05,
    leak = 0.001,
    leakAtTest = 0,
    shiftSign = "minus",
    output = "gated",
  } = options;
  const [low, high] = period;
  checkPositive(where, "the shortest period", low);
  if (!(high >= low && Number.isFinite(high))) {
    throw new RangeError(problem(where, `a longest period of at least the shortest, ${low}`, high));
  }
  if (!(openRatio > 0 && openRatio < 1)) {
    throw new RangeError(problem(where, "openRatio to be between 0 and 1, exclusive", openRatio));
  }
  checkWithin(where, "leak", leak, 0, 1);
  checkWithin(where, "leakAtTest", leakAtTest, 0, 1);
  checkChoice(where, "shiftSign", shiftSign, ["minus", "plus"]);
  checkChoice(where, "output", output, ["gated", "proposed"]);
  return { period, openRatio, leak, leakAtTest, shiftSign, output };
}
