import { join } from "node:path";
import { ensureWritable, writeAtomically } from "@tenetjs/checkpoints/node";
import { gateOpenness } from "@tenetjs/figures/node";

/** Gates that differ in one parameter each: the period tau, the open ratio r_on, the shift s, and the leak alpha. */
const curves = [
  { period: 10, openRatio: 0.5, shift: 0 },
  { period: 20, openRatio: 0.5, shift: 0 },
  { period: 20, openRatio: 0.2, shift: 0 },
  { period: 20, openRatio: 0.2, shift: 5 },
  { period: 20, openRatio: 0.2, shift: 5, leak: 0.1 },
];

/** Draws the openness of temporal gates, k against t, to `gate.svg` in `directory`, and returns its path. */
export async function writeGateFigure(directory: string): Promise<string> {
  await ensureWritable(directory);
  const path = join(directory, "gate.svg");
  const svg = gateOpenness({ title: "Openness of the temporal gate", curves, until: 60 });
  await writeAtomically(path, svg);
  return path;
}
