import type { Platform } from "../scenarios/scenarios.ts";
import type { Case } from "./cases.ts";
import { type Parity, parityOf, worse } from "./parity.ts";

export type ParityOn = {
  /** By the cell's name, the worst over its cases. */
  readonly parity: Readonly<Record<string, Parity>>;
  /** What is wrong, a sentence each. Empty when all is well. */
  readonly faults: readonly string[];
};

/** How the platform, as it is started, computes the cases. */
export async function parityOn(platform: Platform, cases: readonly Case[]): Promise<ParityOn> {
  const parity: Record<string, Parity> = {};
  const faults: string[] = [];
  for (const { given, reference } of cases) {
    const { name } = given;
    const { results, repeats, leaked } = await platform.run("computeCell", given);
    const found = parityOf(results, reference);
    parity[name] = worse(parity[name] ?? found, found);
    const most = toleranceOf(name);
    if (!(Math.max(found.outputs, found.gradients) <= most))
      faults.push(`${name} is off by ${found.outputs} (gradients: ${found.gradients}), more than ${most}.`);
    if (!repeats) faults.push(`${name} gave other values when it was run again.`);
    if (leaked !== 0) faults.push(`${name} left ${leaked} tensors behind.`);
  }
  return { parity, faults };
}

/**
 * The largest relative error allowed. float32 rounds by 6e-8, some ten times over in a sum of 68 terms and from step to step. A
 * temporal gate multiplies the rounding of its phase by 2 / r_on, and a normalised sum that of its terms by 1 / deviation: by
 * about ten.
 */
function toleranceOf(name: string): number {
  return name.startsWith("phased-") || name === "layer-norm-lstm" ? 2e-5 : 2e-6;
}
