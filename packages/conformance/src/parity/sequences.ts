import { normal, type Rng, seed, split, uniform } from "@tenetjs/core";
import { disposeTree, namedLeaves, type TensorTree } from "@tenetjs/core/tensors";
import type { Ids, Numbers, Sequence } from "../sequence.ts";
import type { Subject } from "../subjects.ts";
import { normals } from "./normals.ts";

/** The sequences differ in everything that changes how a cell is computed. */
export const sequenceNames = ["vectors", "padded ids", "last of padded vectors"] as const;
export type SequenceName = (typeof sequenceNames)[number];

/**
 * A sequence of random numbers for the subject, the same each time.
 *
 * - "vectors": in training, with the step's number as the time.
 * - "padded ids": at test time, with a mask and timestamps for each row.
 * - "last of padded vectors": in training, with a mask and timestamps for each row, of which only the last outputs are kept.
 */
export async function sequenceFor(
  subject: Subject,
  name: SequenceName,
  { batch, time }: { batch: number; time: number },
): Promise<Sequence> {
  const { layer } = subject;
  const rng = split(seed("parity"), name);
  const padded = name !== "vectors";
  const byIds = name === "padded ids";
  const keep = name === "last of padded vectors" ? "last" : "all";
  const [params, state] = await Promise.all([
    noisy(layer.init(split(rng, "init")), split(rng, "params")),
    noisy(layer.zeroState(batch), split(rng, "state")),
  ]);
  const results: [string, readonly number[]][] = [
    ["outputs", [batch, keep === "all" ? time : 1, layer.outputSize]],
    ...Object.entries(state).map(
      ([name, { shape }]) => [`state.${name}`, shape] as [string, readonly number[]],
    ),
  ];
  const stepInputs = subject.stepInputs.filter((name) => padded || name !== "time");
  return {
    params,
    state,
    inputs: byIds
      ? ids(batch, time, layer.inputSize)
      : normals(split(rng, "inputs"), [batch, time, layer.inputSize]),
    stepInputs: Object.fromEntries(
      stepInputs.map((name) => {
        const draws = split(rng, name);
        return [name, name === "noise" ? normals(draws, [batch, time]) : timestamps(draws, batch, time)];
      }),
    ),
    ...(padded ? { mask: mask(batch, time) } : {}),
    training: !byIds,
    keep,
    factors: Object.fromEntries(
      results.map(([name, shape]) => [name, normals(split(split(rng, "loss"), name), shape)]),
    ),
  };
}

/** The tree's tensors as numbers with added noise, so that no parameter and no state stays 0. Disposes of the tensors. */
export async function noisy(tree: TensorTree, rng: Rng): Promise<Record<string, Numbers>> {
  const entries = namedLeaves(tree).map(async ({ path, tensor }) => {
    const { shape } = tensor;
    // So small that no sequence is chaotic: a chaotic one would amplify rounding errors.
    const deviation = 0.3 / Math.sqrt(shape[0] as number);
    const noise = split(rng, path);
    const values = Float32Array.from(await tensor.data(), (value) => value + normal(noise, 0, deviation));
    return [path, { shape, values }] as const;
  });
  const named = Object.fromEntries(await Promise.all(entries));
  disposeTree(tree);
  return named;
}

/** Timestamps for each row, from a random start on, with gaps of 0.2 to 1.8. */
function timestamps(rng: Rng, batch: number, time: number): Numbers {
  const values = Array.from({ length: batch }, () => {
    let now = uniform(rng, 0, 20);
    return Array.from({ length: time }, () => {
      now += uniform(rng, 0.2, 1.8);
      return now;
    });
  });
  return { shape: [batch, time], values: Float32Array.from(values.flat()) };
}

function ids(batch: number, time: number, count: number): Ids {
  return {
    shape: [batch, time],
    values: Int32Array.from({ length: batch * time }, (_, index) => (index * 11) % count),
  };
}

/** A mask with padding at the start, in the middle and at the end of rows. */
export function mask(batch: number, time: number): Numbers {
  return {
    shape: [batch, time],
    values: Float32Array.from({ length: batch * time }, (_, index) => Number((index * 5) % 7 > 1)),
  };
}
