import { isCell } from "@tenetjs/cells";
import { unroll } from "../float64/unroll.ts";
import type { Computed } from "../scenarios/computed.ts";
import type { Platform } from "../scenarios/scenarios.ts";
import type { Results } from "../sequence.ts";
import { type Subject, subjects } from "../subjects.ts";
import { type SequenceName, sequenceFor } from "./sequences.ts";

/** What a platform is to compute, and what it should give. */
export type Case = {
  readonly name: string;
  compute(platform: Platform): Promise<Computed>;
  readonly reference: Results;
  /** The largest relative error allowed. */
  readonly tolerance: number;
};

/** Odd, so that no kernel's block fits, and so large that threads share the work even of one gate. */
const sizes = { inputSize: 7, hiddenSize: 61 };
const lengths = { batch: 17, time: 16 };

/** Every cell's name. */
export const cellNames: readonly string[] = Object.keys(subjects(sizes));

/** Those of the tables. */
const tabled: readonly SequenceName[] = ["vectors", "padded ids"];

/**
 * The cases of the cells of those names on sequences of those, by default of all cells and the tables' sequences, computed in float64; on
 * any backend of tfjs, which has to be started.
 */
export async function casesOf(
  names: readonly string[] = cellNames,
  sequences: readonly SequenceName[] = tabled,
): Promise<Case[]> {
  const all = Object.entries(subjects(sizes)).filter(([name]) => names.includes(name));
  const cases = all.flatMap(([name, subject]) =>
    sequences.map(async (sequenceName): Promise<Case> => {
      const sequence = await sequenceFor(subject, sequenceName, lengths);
      return {
        name,
        compute: (platform) => platform.run("computeCell", { name, sizes, sequence }),
        reference: unroll(subject.step, sequence),
        tolerance: toleranceOf(subject),
      };
    }),
  );
  return Promise.all(cases);
}

/**
 * float32 rounds by 6e-8, some ten times over in a sum of 68 terms and from step to step. A temporal gate multiplies the rounding of
 * its phase by 2 / r_on, and a normalised sum, which no recipe has, that of its terms by 1 / deviation: by about ten.
 */
function toleranceOf({ layer, stepInputs }: Subject): number {
  return stepInputs.includes("time") || !isCell(layer) ? 2e-5 : 2e-6;
}
