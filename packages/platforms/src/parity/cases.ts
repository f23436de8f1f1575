import { unroll } from "../float64/unroll.ts";
import type { ComputeCell } from "../scenarios/compute-cell.ts";
import type { Results } from "../sequence.ts";
import { subjects } from "../subjects.ts";
import { sequenceFor, sequenceNames } from "./sequences.ts";

/** What a platform is given, and what it should give. */
export type Case = { readonly given: ComputeCell; readonly reference: Results };

/** Odd, so that no kernel's block fits, and so large that threads share the work even of one gate. */
const sizes = { inputSize: 7, hiddenSize: 61 };
const lengths = { batch: 17, time: 16 };

/** Every cell's name. */
export const cellNames: readonly string[] = Object.keys(subjects(sizes));

/** The cases of the cells of those names, computed in float64; on any backend of tfjs, which has to be started. */
export async function casesOf(names: readonly string[] = cellNames): Promise<Case[]> {
  const all = Object.entries(subjects(sizes)).filter(([name]) => names.includes(name));
  const cases = all.flatMap(([name, subject]) =>
    sequenceNames.map(async (sequenceName): Promise<Case> => {
      const sequence = await sequenceFor(subject, sequenceName, lengths);
      return { given: { name, sizes, sequence }, reference: unroll(subject.step, sequence) };
    }),
  );
  return Promise.all(cases);
}
