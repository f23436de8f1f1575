import { join } from "node:path";
import type { Machine, Runtime } from "./machine.ts";
import type { Result } from "./measure.ts";
import type { Row } from "./row.ts";
import { textModel } from "./sizes.ts";
import type { Subject } from "./subject.ts";

/** Works that several subjects do, and what is to be read in their times. */
export type Case = {
  readonly subjects: readonly Subject[];
  readonly works: readonly string[];
  rows(results: readonly Result[]): Row[];
};

/** A subject that a script of `subjects/` is, on a Node. */
export function onNode(
  node: Machine["nodes"][number],
  script: string,
  { name, threads, ...options }: { name: string; threads: number } & Record<string, unknown>,
): Subject {
  return {
    name: `${name}, ${node.name}`,
    threads,
    program: node.program,
    args: [...node.args, join(import.meta.dirname, "subjects", `${script}.js`)],
    options: { threads, model: textModel, ...options },
  };
}

/** PyTorch as a subject. */
export function onPytorch({ program, name }: Runtime, threads: number): Subject {
  // The build of these scripts leaves Python's where it is.
  const script = join(import.meta.dirname, "../bars/subjects/pytorch.py");
  return { name, threads, program, args: [script], options: { threads, model: textModel } };
}

/** The result of a subject, unless it is missing. */
export function resultOf(
  results: readonly Result[],
  subject: Subject | undefined,
  work: string,
): Result | undefined {
  return results.find((result) => result.subject === subject && result.work === work);
}
