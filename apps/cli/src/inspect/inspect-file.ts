import { statSync } from "node:fs";
import { readCheckpoint, weightsFile } from "@tenetjs/checkpoints/node";
import type { WeightsChoice } from "@tenetjs/checkpoints/run-file";
import { describeFile } from "./describe-file.ts";
import { reportLines } from "./report-lines.ts";

/** The lines that show the run, or the safetensors file, at `path`: one of JSON, or many for people. */
export async function inspectFile(
  path: string,
  { weights, json }: { readonly weights: WeightsChoice | null; readonly json: boolean },
): Promise<string[]> {
  const file = weightsFile(path, weights);
  const report = await describeFile(file, statSync(file).size, await readCheckpoint(file));
  return json ? [JSON.stringify(report)] : reportLines(report);
}
