import { execFile } from "node:child_process";
import { availableParallelism } from "node:os";
import { promisify } from "node:util";
import type { Options } from "./options.ts";
import type { Missing } from "./row.ts";

/** A program that subjects run on. */
export type Runtime = { readonly program: string; readonly name: string };

/** What can be measured here. */
export type Machine = {
  readonly nodes: readonly (Runtime & { readonly v8: string; readonly args: readonly string[] })[];
  readonly pytorch: Runtime | undefined;
  /** Of 1, 2 and 4: those that the processor has. */
  readonly threads: readonly number[];
  readonly kernels: Options["kernels"];
};

/** What of that which was asked for is here, and what is not. */
export async function findMachine(options: Options): Promise<{ machine: Machine; missing: Missing[] }> {
  const missing: Missing[] = [];
  const nodes: Machine["nodes"][number][] = [];
  for (const program of [process.execPath, ...options.nodes]) {
    try {
      const { node, v8 } = JSON.parse(await output(program, ["-p", "JSON.stringify(process.versions)"]));
      nodes.push({ program, name: `Node ${node}`, v8, args: process.execArgv });
    } catch (error) {
      missing.push({ subject: program, reason: `is no Node that runs: ${firstLine(error)}` });
    }
  }
  const pytorch = await findPytorch(options.python);
  if (pytorch === undefined) {
    const reason = `${options.python} is no Python with torch. Name one by --python PATH.`;
    missing.push({ subject: "PyTorch", reason });
  }
  const cores = availableParallelism();
  const [here = [], beyond = []] = [
    counts.filter((count) => count <= cores),
    counts.filter((count) => count > cores),
  ];
  for (const count of beyond) {
    missing.push({ subject: `All, threads: ${count}`, reason: `the processor runs ${cores} at once` });
  }
  return { machine: { nodes, pytorch, threads: here, kernels: options.kernels }, missing };
}

const counts = [1, 2, 4];

async function findPytorch(program: string): Promise<Runtime | undefined> {
  try {
    const version = await output(program, ["-c", "import torch; print(torch.__version__)"]);
    return { program, name: `PyTorch ${version}` };
  } catch {
    return undefined;
  }
}

async function output(program: string, args: readonly string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(program, args);
  return stdout.trim();
}

function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split("\n")[0] ?? "";
}
