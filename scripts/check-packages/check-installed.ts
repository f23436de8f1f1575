import { existsSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { stripTypeScriptTypes } from "node:module";
import { join } from "node:path";
import { testedVersions } from "../../packages/backends/src/tfjs-versions.ts";
import { installedProject } from "./installed-project.ts";
import { installedSize } from "./installed-size.ts";
import type { Packed } from "./pack.ts";
import { problemsOf, run } from "./run.ts";
import { trainingProgram } from "./training-program.ts";

/** The lowest version of TypeScript that the README promises. */
const lowestTypeScript = "5.7";

/** The packages that train: what most projects install, with all that they need. */
const names = ["cells", "kernels", "models", "training"].map((name) => `@tenetjs/${name}`);

/** The most that these may add to a project beside tfjs, in megabytes. */
const mostMegabytes = 30;

/**
 * What npm installs for a project that trains, from the tarballs: its size, its types for the lowest version of TypeScript, and whether it
 * trains alike with the lowest and the highest version of tfjs. Returns the problems.
 */
export async function checkInstalled({
  folder,
  packages,
  say,
}: {
  folder: string;
  packages: readonly Packed[];
  say: (line: string) => void;
}): Promise<string[]> {
  const { lowest, highest } = testedVersions;
  const [low, high] = await Promise.all([
    installedProject({ folder: join(folder, lowest), packages, names, others: tfjs(lowest) }),
    installedProject({
      folder: join(folder, highest),
      packages,
      names,
      others: { "@tensorflow/tfjs-core": highest },
    }),
  ]);
  const problems = [...(await sizeProblems(high, say)), ...(await compareLosses(low, high, say))];
  return [...problems, ...(await typeProblems(high, packages, say))];
}

/** Below the highest version, npm finds one for all of tfjs's packages only if they are named. */
function tfjs(version: string): Record<string, string> {
  const backends = ["cpu", "wasm", "webgpu"].map((name) => `@tensorflow/tfjs-backend-${name}`);
  return Object.fromEntries(["@tensorflow/tfjs-core", ...backends].map((name) => [name, version]));
}

async function sizeProblems(folder: string, say: (line: string) => void): Promise<string[]> {
  const { tfjs, ours, others } = await installedSize(folder);
  const shown = (megabytes: number) => `${megabytes.toFixed(1)} MB`;
  say(`${names.join(", ")}: ${shown(ours + others)} beside the ${shown(tfjs)} of tfjs`);
  return [
    ...(ours + others < mostMegabytes
      ? []
      : [`${names.join(", ")} add ${shown(ours + others)} to a project`]),
    ...(existsSync(join(folder, "node_modules/webgpu")) ? ["webgpu is installed unasked"] : []),
  ];
}

async function compareLosses(low: string, high: string, say: (line: string) => void): Promise<string[]> {
  const { lowest, highest } = testedVersions;
  const [before, after] = await Promise.all([low, high].map(losses));
  if (typeof before === "string" || typeof after === "string")
    return [before, after].filter((found) => typeof found === "string");
  const differing = Object.entries(after ?? {}).filter(
    ([name, series]) => !series.every((loss, step) => isClose(loss, before?.[name]?.[step])),
  );
  say(
    `tfjs ${lowest} and ${highest}: ${Object.keys(after ?? {}).length} networks train alike on wasm and cpu`,
  );
  return differing.map(
    ([name, series]) =>
      `${name} has losses ${before?.[name]} with tfjs ${lowest}, and ${series} with ${highest}`,
  );
}

/** Versions of tfjs may round differently: 1e-4 is a hundred times the error of float32 over eight steps. */
function isClose(loss: number, other: number | undefined): boolean {
  return other !== undefined && Math.abs(loss - other) < 1e-4;
}

/** The losses of the training program in a project, or why there are none. */
async function losses(folder: string): Promise<Readonly<Record<string, readonly number[]>> | string> {
  await writeFile(join(folder, "train.mjs"), stripTypeScriptTypes(trainingProgram));
  const { ok, output, errors } = await run(process.execPath, ["train.mjs"], folder);
  return ok ? JSON.parse(output) : `training in ${folder} failed:\n${output}${errors}`;
}

/** Type errors of the training program, those of the packages' own types among them. */
async function typeProblems(
  folder: string,
  packages: readonly Packed[],
  say: (line: string) => void,
): Promise<string[]> {
  const compilerOptions = {
    module: "nodenext",
    target: "es2022",
    strict: true,
    noEmit: true,
    skipLibCheck: false,
    // The types of tfjs need these two.
    types: ["emscripten", "long"],
  };
  await writeFile(join(folder, "train.mts"), trainingProgram);
  await writeFile(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, files: ["train.mts"] }));
  const installed = join(folder, "typescript");
  await installedProject({
    folder: installed,
    packages,
    names: [],
    others: { typescript: lowestTypeScript },
  });
  const tsc = join(installed, "node_modules/.bin/tsc");
  const readme = await readFile(join(import.meta.dirname, "../../README.md"), "utf8");
  const promise = `TypeScript ${lowestTypeScript} or newer`;
  const problems = [
    ...(await problemsOf(`TypeScript ${lowestTypeScript}`, tsc, ["-p", folder])),
    ...(readme.includes(promise) ? [] : [`README.md does not say "${promise}"`]),
  ];
  if (problems.length === 0) say(`TypeScript ${lowestTypeScript}: no errors, with skipLibCheck off`);
  return problems;
}
