import { type Rng, seed, split } from "@tenetjs/core";
import { type OptimizerOptions, optimizerNames } from "@tenetjs/training";
import { clipped } from "../float64/clipped.ts";
import { lookup } from "../float64/lookup.ts";
import { loss } from "../float64/loss.ts";
import { numberLoss } from "../float64/number-loss.ts";
import { updates } from "../float64/updates.ts";
import type { ComputeClipped } from "../scenarios/compute-clipped.ts";
import type { ComputeLookup } from "../scenarios/compute-lookup.ts";
import type { ComputeLoss } from "../scenarios/compute-loss.ts";
import { type ComputeNumberLoss, numberLosses } from "../scenarios/compute-number-loss.ts";
import type { ComputeUpdates } from "../scenarios/compute-updates.ts";
import type { Form } from "../scenarios/start-on.ts";
import type { Numbers } from "../sequence.ts";
import type { Case } from "./cases.ts";
import { normals } from "./normals.ts";

/**
 * The cases of the operations of training other than cells: losses, updates of parameters, clipping and lookups, with their results in
 * float64. Only the fused form includes the gradient of tfjs's own lookup: without our kernels, tfjs has none on WASM, and on WebGPU it
 * adds in a different order each time.
 */
export function operationCases(form: Form["form"]): Case[] {
  const lookups = form === "fused" ? (["rowLookup", "gather"] as const) : (["rowLookup"] as const);
  return [
    ...losses(),
    ...lossesOfNumbers(),
    ...optimizers.map(updatesOf),
    ...clippings(),
    ...lookups.map(lookupBy),
  ];
}

/** float32 rounds by 6e-8, and a few rounding errors add up. */
const tolerance = 1e-6;

function losses(): Case[] {
  const [batch, time, classes] = [6, 50, 37];
  const steps = [batch, time] as const;
  const ordered = (value: (step: number) => number) =>
    Array.from({ length: batch * time }, (_, step) => value(step));
  const logits = normals(seed("logits"), [...steps, classes], 3);
  const targets = (value: (step: number) => number) => ({
    shape: steps,
    values: Int32Array.from(ordered(value)),
  });
  const mask = (value: (step: number) => number) => ({
    shape: steps,
    values: Float32Array.from(ordered(value)),
  });
  const inRange = (step: number) => (step * 5) % classes;
  /** Logits so large that their exponentials would overflow. */
  const large = { ...logits, values: logits.values.map((logit) => logit + 1e4) };
  const given: Record<string, ComputeLoss> = {
    "the loss of all steps": { logits, targets: targets(inRange), factor: 3 },
    // The target of a padded step may be anything.
    "the loss of padded steps": {
      logits: large,
      targets: targets((step) => (step % 3 === 1 ? (step % 2 === 0 ? -1 : classes) : inRange(step))),
      mask: mask((step) => Number(step % 3 !== 1)),
      factor: 3,
    },
    "the loss of no steps": { logits, targets: targets(inRange), mask: mask(() => 0) },
    "the loss of a target that is not a class": {
      logits,
      targets: targets((step) => (step === 7 ? classes : inRange(step))),
    },
  };
  return Object.entries(given).map(([name, given]) => ({
    name,
    compute: (platform) => platform.run("computeLoss", given),
    reference: loss(given),
    tolerance,
  }));
}

/** The losses between numbers, on padded steps of several outputs. Targets are 0 or 1 where the predictions are logits. */
export function lossesOfNumbers(): Case[] {
  const [batch, time, outputs] = [6, 50, 3];
  const predictions = normals(seed("predictions"), [batch, time, outputs], 2);
  const numbers = normals(seed("targets"), [batch, time, outputs], 2);
  const answers = { ...numbers, values: numbers.values.map((value) => Number(value > 0)) };
  const mask = {
    shape: [batch, time],
    values: Float32Array.from({ length: batch * time }, (_, step) => Number(step % 3 !== 1)),
  };
  return (Object.keys(numberLosses) as (keyof typeof numberLosses)[]).map((name) => {
    const targets = name === "binaryCrossEntropy" ? answers : numbers;
    const given: ComputeNumberLoss = { name, predictions, targets, mask, factor: 3 };
    return {
      name,
      compute: (platform) => platform.run("computeNumberLoss", given),
      reference: numberLoss(given),
      tolerance,
    };
  });
}

const learningRate = 0.1;
/** Every optimizer with its defaults, and with the options that change its arithmetic. */
const optimizers: readonly OptimizerOptions[] = [
  ...optimizerNames.map((name) => ({ name, learningRate }) as OptimizerOptions),
  { name: "rmsprop", learningRate, decay: 0.9, momentum: 0.5 },
  { name: "rmsprop", learningRate, decay: 0.9, epsilon: 1e-3, epsilonInsideRoot: true },
  { name: "rmsprop", learningRate, decay: 0.9, centered: true },
  { name: "adamw", learningRate, weightDecay: 0.1 },
];

/** Sizes that are and are not multiples of four, and a scalar. */
const shapes: Readonly<Record<string, readonly number[]>> = { matrix: [50, 71], vector: [4], scalar: [] };

function tensors(rng: Rng): Record<string, Numbers> {
  return Object.fromEntries(
    Object.entries(shapes).map(([name, shape]) => [name, normals(split(rng, name), shape)]),
  );
}

function updatesOf(optimizer: OptimizerOptions): Case {
  const given: ComputeUpdates = {
    optimizer,
    params: tensors(seed("params")),
    gradients: [0, 1, 2].map((step) => tensors(split(seed("gradients"), step))),
  };
  return {
    name: `updates by ${JSON.stringify(optimizer)}`,
    compute: (platform) => platform.run("computeUpdates", given),
    reference: updates(given),
    tolerance,
  };
}

function clippings(): Case[] {
  const gradients = tensors(seed("gradients"));
  const withOne = (value: number) => ({
    ...gradients,
    vector: { shape: [4], values: Float32Array.of(1, value, 2, 3) },
  });
  const given: Record<string, ComputeClipped> = {
    "clipping of a larger norm": { gradients, most: 2 },
    "clipping of a smaller norm": { gradients, most: 1e6 },
    "clipping of NaN": { gradients: withOne(Number.NaN), most: 2 },
    "clipping of an infinite value": { gradients: withOne(Number.POSITIVE_INFINITY), most: 2 },
    "clipping of a value whose square overflows": { gradients: withOne(1e30), most: 2 },
  };
  return Object.entries(given).map(([name, given]) => ({
    name,
    compute: (platform) => platform.run("computeClipped", given),
    reference: clipped(given),
    tolerance,
  }));
}

function lookupBy(by: ComputeLookup["by"]): Case {
  const [rows, columns, count] = [5, 70, 300];
  const given: ComputeLookup = {
    by,
    table: normals(seed("table"), [rows, columns]),
    // No id selects the first row.
    ids: Int32Array.from({ length: count }, (_, place) => 1 + ((place * place) % (rows - 1))),
    factors: normals(seed("factors"), [count, columns]),
  };
  return {
    name: by,
    compute: (platform) => platform.run("computeLookup", given),
    reference: lookup(given),
    tolerance,
  };
}
