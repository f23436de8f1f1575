import { normal, type Rng, seed } from "@tenetjs/core";
import { largestDifference, numbersOf, onEachBackend } from "@tenetjs/testing";
import { exp, type Tensor, tensor1d, tensor2d, tensor3d } from "@tensorflow/tfjs-core";
import { describe, expect, test } from "vitest";
import type { CellParams } from "../cell-params.ts";
import { scan } from "../scan.ts";
import { lstm } from "./lstm.ts";
import { phased, type TemporalGateOptions } from "./phased.ts";

/** The phased LSTM in float64, as a loop over numbers, written from the paper (Neil et al., 2016) and independently of the recipes. */
function reference(weights: Weights, inputs: number[][], times: number[], gate: Gate): number[][] {
  const { wx, wh, b, hidden } = weights;
  const h = new Array<number>(hidden).fill(0);
  const c = new Array<number>(hidden).fill(0);
  return inputs.map((x, step) => {
    const before = { h: [...h], c: [...c] };
    for (let unit = 0; unit < hidden; unit += 1) {
      const column = (block: number) => block * hidden + unit;
      const pre = (block: number) =>
        x.reduce((total, value, i) => total + value * wx[i]![column(block)]!, 0) +
        before.h.reduce((total, value, i) => total + value * wh[i]![column(block)]!, 0) +
        b[column(block)]!;
      const input = sigmoid(pre(0));
      const forget = sigmoid(pre(1));
      const proposed = forget * before.c[unit]! + input * Math.tanh(pre(2));
      const open = openness(times[step]!, unit, gate);
      c[unit] = open * proposed + (1 - open) * before.c[unit]!;
      const seen = gate.output === "proposed" ? proposed : c[unit]!;
      const output = sigmoid(pre(3));
      h[unit] = open * output * Math.tanh(seen) + (1 - open) * before.h[unit]!;
    }
    return [...h];
  });
}

function openness(t: number, unit: number, { periods, ratios, shifts, sign, leak }: Gate): number {
  const period = periods[unit]!;
  const ratio = ratios[unit]!;
  const shifted = sign === "minus" ? t - shifts[unit]! : t + shifts[unit]!;
  const phase = (shifted - period * Math.floor(shifted / period)) / period;
  if (phase <= ratio / 2) return (2 * phase) / ratio;
  return phase <= ratio ? 2 - (2 * phase) / ratio : leak * phase;
}

type Weights = { wx: number[][]; wh: number[][]; b: number[]; hidden: number };
type Gate = {
  periods: number[];
  ratios: number[];
  shifts: number[];
  sign: "minus" | "plus";
  leak: number;
  output: "gated" | "proposed";
};

const hidden = 5;
const inputSize = 3;
const steps = 20;
const tolerance = 1e-5;

await onEachBackend(() => {
  const variants: TemporalGateOptions[] = [
    { leak: 0, output: "gated" },
    { leak: 0.01, leakAtTest: 0.01, output: "gated" },
    { leak: 0.01, leakAtTest: 0, output: "proposed", shiftSign: "plus" },
  ];

  for (const options of variants) {
    describe(`the phased LSTM with ${JSON.stringify(options)} agrees with the paper's equations`, () => {
      for (const first of [0, 16_000_000]) {
        for (const training of [true, false]) {
          test(`from step ${first} on, ${training ? "in training" : "outside training"}`, async () => {
            const { weights, inputs } = draw(seed("phased"));
            const ratios = [0.5, 0.3, 0.6, 0.9, 0.4];
            const shifts = [0.2, 1.9, -3.3, 400, 12.5];
            const params = {
              ...toParams(weights),
              logPeriod: tensor1d([1.3, 2.7, 7.9, 23.1, 311.7].map(Math.log)),
              openLogit: tensor1d(ratios.map((ratio) => Math.log(ratio / (1 - ratio)))),
              shift: tensor1d(shifts),
            };
            const cell = phased(lstm({ inputSize, hiddenSize: hidden }), options);
            const { outputs } = scan(cell, params, toInputs(inputs), { firstStep: first, training });
            const gate: Gate = {
              // The backend's own exp gives the periods, because over 16 million steps its rounding adds up to whole cycles.
              periods: await numbersOf(exp(params.logPeriod)),
              ratios,
              shifts: await numbersOf(params.shift),
              sign: options.shiftSign ?? "minus",
              leak: (training ? options.leak : options.leakAtTest) ?? 0,
              output: options.output ?? "gated",
            };
            const times = inputs.map((_, step) => first + step);
            const expected = reference(weights, inputs, times, gate).flat();
            expect(largestDifference(await outputs.data(), expected)).toBeLessThan(tolerance);
          });
        }
      }
    });
  }
});

function draw(rng: Rng): { weights: Weights; inputs: number[][] } {
  const numbers = (count: number) => Array.from({ length: count }, () => Math.fround(normal(rng, 0, 0.6)));
  const matrix = (rows: number, columns: number) => Array.from({ length: rows }, () => numbers(columns));
  const weights = {
    wx: matrix(inputSize, 4 * hidden),
    wh: matrix(hidden, 4 * hidden),
    b: numbers(4 * hidden),
    hidden,
  };
  return { weights, inputs: matrix(steps, inputSize) };
}

function toParams({ wx, wh, b }: Weights): CellParams {
  return { wx: tensor2d(wx), wh: tensor2d(wh), b: tensor1d(b) };
}

function toInputs(inputs: number[][]): Tensor {
  return tensor3d([inputs]);
}

function sigmoid(x: number): number {
  return 1 / (1 + Math.exp(-x));
}
