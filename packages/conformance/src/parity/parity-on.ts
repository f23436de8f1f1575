import type { Platform } from "../scenarios/scenarios.ts";
import type { Case } from "./cases.ts";
import { type Parity, parityOf, worse } from "./parity.ts";

export type ParityOn = {
  /** By the case's name, the worst over those of that name. */
  readonly parity: Readonly<Record<string, Parity>>;
  /** What is wrong, a sentence each. Empty when all is well. */
  readonly faults: readonly string[];
};

/** How the platform, as it is started, computes the cases. */
export async function parityOn(platform: Platform, cases: readonly Case[]): Promise<ParityOn> {
  const parity: Record<string, Parity> = {};
  const faults: string[] = [];
  for (const { name, compute, reference, tolerance } of cases) {
    const { results, repeats, leaked } = await compute(platform);
    const found = parityOf(results, reference);
    parity[name] = worse(parity[name] ?? found, found);
    if (!(Math.max(found.outputs, found.gradients) <= tolerance))
      faults.push(
        `${name} is off by ${found.outputs} (gradients: ${found.gradients}), more than ${tolerance}.`,
      );
    if (!repeats) faults.push(`${name} gave other values when it was run again.`);
    if (leaked !== 0) faults.push(`${name} left ${leaked} tensors behind.`);
  }
  return { parity, faults };
}
