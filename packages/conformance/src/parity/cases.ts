import { isCell } from "@tenetjs/cells";
import type { Computed } from "../scenarios/computed.ts";
import type { Platform } from "../scenarios/scenarios.ts";
import type { Results } from "../sequence.ts";
import { type Subject, subjects } from "../subjects.ts";
import { type SequenceName, sequenceFor } from "./sequences.ts";

/** A computation for a platform, and its expected results. */
export type Case = {
  readonly name: string;
  compute(platform: Platform): Promise<Computed>;
  readonly reference: Results;
  /** The largest relative error allowed. */
  readonly tolerance: number;
};

/** Odd sizes, which are not multiples of any kernel's block, and large enough for several threads even with one gate. */
const sizes = { inputSize: 7, hiddenSize: 61 };
const lengths = { batch: 17, time: 16 };

/** The names of all cells. */
export const cellNames: readonly string[] = Object.keys(subjects(sizes));

/** The sequences of the tables. */
const tabled: readonly SequenceName[] = ["vectors", "padded ids"];

/** What `unrolled` returns, or what it returned before under the same name. */
export type Reuse = (name: string, unrolled: () => Results) => Results | Promise<Results>;

/**
 * The cases of the given cells on the given sequences, with their results in float64. Default: all cells on the tables' sequences. `reuse` may
 * spare computing the results again. A backend of tfjs has to be started.
 */
export async function casesOf(
  names: readonly string[] = cellNames,
  sequences: readonly SequenceName[] = tabled,
  reuse: Reuse = (_, unrolled) => unrolled(),
): Promise<Case[]> {
  const all = Object.entries(subjects(sizes)).filter(([name]) => names.includes(name));
  const cases = all.flatMap(([name, subject]) =>
    sequences.map(async (sequenceName): Promise<Case> => {
      const sequence = await sequenceFor(subject, sequenceName, lengths);
      return {
        name,
        compute: (platform) => platform.run("computeCell", { name, sizes, sequence }),
        reference: await reuse(`${name} on ${sequenceName}`, () => subject.unroll(sequence)),
        tolerance: toleranceOf(subject),
      };
    }),
  );
  return Promise.all(cases);
}

/**
 * The tolerance of a cell. float32 rounds by 6e-8, which adds up to about ten times that in a sum of 68 terms over the steps. A temporal
 * gate multiplies the rounding error of its phase by 2 / r_on, and layer normalisation multiplies that of its terms by 1 / deviation: both
 * by about ten.
 */
function toleranceOf({ layer, stepInputs }: Subject): number {
  return stepInputs.includes("time") || !isCell(layer) ? 2e-5 : 2e-6;
}
