import type { Platform } from "../scenarios/scenarios.ts";
import type { Case } from "./cases.ts";
import { type Parity, parityOf, worse } from "./parity.ts";

export type ParityOn = {
  /** The largest errors by the case's name. Several cases may have the same name. */
  readonly parity: Readonly<Record<string, Parity>>;
  /** A sentence for each fault. Empty if there are none. */
  readonly faults: readonly string[];
};

/** The errors and faults of the platform in the given cases. Its backend has to be started. */
export async function parityOn(platform: Platform, cases: readonly Case[]): Promise<ParityOn> {
  const parity: Record<string, Parity> = {};
  const faults: string[] = [];
  for (const { name, compute, reference, tolerance } of cases) {
    const { results, repeats, leaked } = await compute(platform);
    const found = parityOf(results, reference);
    parity[name] = worse(parity[name] ?? found, found);
    if (!(Math.max(found.outputs, found.gradients) <= tolerance))
      faults.push(
        `${name} has an error of ${found.outputs} (gradients: ${found.gradients}), above the tolerance ${tolerance}.`,
      );
    if (!repeats) faults.push(`${name} gave other values in a second run.`);
    if (leaked !== 0) faults.push(`${name} leaked ${leaked} tensors.`);
  }
  return { parity, faults };
}
