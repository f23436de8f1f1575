import { type Rng, seed, split, uniform } from "@tenetjs/core";
import { type Batch, type Batches, palindromes, randomWindows } from "@tenetjs/datasets";
import type { CellShape, Network, NetworkTask } from "./task.ts";

/** A task with its weights and batches, which are the same for every library. */
export type Workload = {
  readonly task: NetworkTask;
  readonly weights: NetworkWeights;
  /**
   * The batches that calls cycle through. Inputs are `[batch, time]` ids or `[batch, time, 1]` numbers. Targets are `[batch, time]`, or
   * `[batch]` where only the last step has logits.
   */
  readonly batches: readonly Batch[];
};

/** Weights in Tenet's memory layout. Each adapter converts them to its library's. */
export type NetworkWeights = {
  /** From the input up. */
  readonly layers: readonly LayerWeights[];
  /** `w` is `[hidden, classes]`, `b` is `[classes]`. */
  readonly head: { readonly w: Matrix; readonly b: Matrix };
};

/**
 * `wx` is `[input, gates * hidden]`, `wh` is `[hidden, gates * hidden]`, `b` is `[gates * hidden]`, as in `CellParams` of `@tenetjs/cells`.
 * The gates of an LSTM are input, forget, candidate, output. Those of a GRU are reset, update and the candidate's part from x (in `wx`) or
 * from h (in `wh`); `b` has both parts. Per-unit parameters, such as those of a temporal gate, are further entries, `[hidden]` each.
 */
export type LayerWeights = {
  readonly wx: Matrix;
  readonly wh: Matrix;
  readonly b: Matrix;
  readonly [unitParameter: string]: Matrix;
};

/** Numbers in row-major order. */
export type Matrix = { readonly data: Float32Array; readonly shape: readonly number[] };

/** The workload of a task: the same numbers each time it is made. */
export function workloadOf(task: NetworkTask): Workload {
  const stream = dataFor(task);
  const batches = Array.from({ length: batchCount }, (_, index) => stream.at(index));
  return { task, weights: weightsOf(task.network), batches };
}

/** The number of batches made in advance. Their content does not change the cost of a call, and making them must not be measured. */
const batchCount = 4;

function dataFor({ network, batch, time }: NetworkTask): Batches {
  if (network.reads === "numbers") {
    return palindromes({ length: time + 1, batch, encoding: "scalar", seed: "bench" }).training;
  }
  const rng = seed("tokens");
  // Some ids are more frequent than others, as letters are, so there is something to learn and a wrong update shows.
  const drawn = () => Math.floor(network.inputSize * uniform(rng) ** 3);
  const tokens = Uint16Array.from({ length: 20_000 + time }, drawn);
  return randomWindows(tokens, { batch, time, seed: "bench" });
}

/** Weights and biases drawn from U(-a, a) with a = 1 / sqrt(hidden), PyTorch's initialisation, which every library can represent. */
function weightsOf({ shape, inputSize, hiddenSize, layers, classes }: Network): NetworkWeights {
  const root = seed("weights");
  const bound = 1 / Math.sqrt(hiddenSize);
  const matrix = (rng: Rng, ...shape: number[]) => values(shape, () => uniform(rng, -bound, bound));
  return {
    layers: Array.from({ length: layers }, (_, layer) => {
      const rng = split(root, layer);
      return {
        wx: matrix(split(rng, "wx"), layer === 0 ? inputSize : hiddenSize, shape.wx * hiddenSize),
        wh: matrix(split(rng, "wh"), hiddenSize, shape.wh * hiddenSize),
        b: matrix(split(rng, "b"), shape.b * hiddenSize),
        ...unitParameters(shape, rng, hiddenSize, bound),
      };
    }),
    head: {
      w: matrix(split(root, "head"), hiddenSize, classes),
      b: matrix(split(root, "head bias"), classes),
    },
  };
}

function unitParameters(
  { parameters }: CellShape,
  rng: Rng,
  hiddenSize: number,
  bound: number,
): Record<string, Matrix> {
  const gate = temporalGate(split(rng, "gate"), hiddenSize);
  return Object.fromEntries(
    parameters.map((name) => {
      const draws = split(rng, name);
      return [name, gate[name] ?? values([hiddenSize], () => uniform(draws, -bound, bound))];
    }),
  );
}

/** Parameters of a temporal gate: periods from 1 to 100 steps, open for a twentieth of each. */
function temporalGate(rng: Rng, hiddenSize: number): Readonly<Record<string, Matrix>> {
  return {
    logPeriod: values([hiddenSize], () => uniform(rng, 0, Math.log(100))),
    openLogit: values([hiddenSize], () => Math.log(0.05 / 0.95)),
    shift: values([hiddenSize], () => uniform(rng, 0, 10)),
  };
}

function values(shape: readonly number[], draw: () => number): Matrix {
  return { data: Float32Array.from({ length: shape.reduce((size, axis) => size * axis, 1) }, draw), shape };
}
