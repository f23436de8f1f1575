import { type Rng, seed, split, uniform } from "@tenetjs/core";
import { type Batch, type Batches, palindromes, randomWindows } from "@tenetjs/datasets";
import type { CellShape, Network, NetworkTask } from "./task.ts";

/** A task with the numbers that it is done on, the same for every library. */
export type Workload = {
  readonly task: NetworkTask;
  readonly weights: NetworkWeights;
  /**
   * What calls read in turn. Inputs are `[batch, time]` ids or `[batch, time, 1]` numbers; targets `[batch, time]`, or `[batch]`
   * where there are logits after the last step alone.
   */
  readonly batches: readonly Batch[];
};

/** In Tenet's own layout, which each adapter converts to its library's. */
export type NetworkWeights = {
  /** From the input up. */
  readonly layers: readonly LayerWeights[];
  /** `w` is `[hidden, classes]`, `b` is `[classes]`. */
  readonly head: { readonly w: Matrix; readonly b: Matrix };
};

/**
 * `wx` is `[input, gates * hidden]`, `wh` `[hidden, gates * hidden]`, `b` `[gates * hidden]`, as `CellParams` of `@tenetjs/cells` has
 * them. Gates of an LSTM: input, forget, candidate, output. Of a GRU: reset, update, and then the candidate's part from x (in `wx`) or
 * from h (in `wh`); `b` has both. What each unit has of its own, such as a temporal gate's numbers, stands beside them, `[hidden]` each.
 */
export type LayerWeights = {
  readonly wx: Matrix;
  readonly wh: Matrix;
  readonly b: Matrix;
  readonly [unitParameter: string]: Matrix;
};

/** Row-major numbers. */
export type Matrix = { readonly data: Float32Array; readonly shape: readonly number[] };

/** The workload of a task: the same numbers wherever it is made. */
export function workloadOf(task: NetworkTask): Workload {
  const stream = dataFor(task);
  const batches = Array.from({ length: batchesInTurn }, (_, index) => stream.at(index));
  return { task, weights: weightsOf(task.network), batches };
}

/** So many batches are made beforehand: what they say changes no call's cost, and to make them is not what is measured. */
const batchesInTurn = 4;

function dataFor({ network, batch, time }: NetworkTask): Batches {
  if (network.reads === "numbers") {
    return palindromes({ length: time + 1, batch, encoding: "scalar", seed: "bench" }).training;
  }
  const rng = seed("tokens");
  // Some ids come more often than others, as letters do: so there is something to learn, and a wrong update shows.
  const drawn = () => Math.floor(network.inputSize * uniform(rng) ** 3);
  const tokens = Uint16Array.from({ length: 20_000 + time }, drawn);
  return randomWindows(tokens, { batch, time, seed: "bench" });
}

/** U(-a, a) with a = 1 / sqrt(hidden) for all, biases too, as PyTorch starts its networks: no library has to say no to any of it. */
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

/** Periods from 1 to 100 steps, open for a twentieth of them. */
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
