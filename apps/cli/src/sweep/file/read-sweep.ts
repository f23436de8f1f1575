import { dirname, resolve } from "node:path";
import { readBytes } from "@tenetjs/checkpoints/node";
import { TenetError } from "@tenetjs/core";
import { phrase } from "@tenetjs/core/internals";
import { existingFile, findSource } from "../../corpus/find-source.ts";
import { readSource, type Source } from "../../corpus/read-source.ts";
import { taskOf } from "../../tasks/all-tasks.ts";
import type { Task } from "../../tasks/task.ts";
import type { Terminal } from "../../terminal/terminal.ts";
import { rungsOf } from "../schedule/rungs-of.ts";
import type { MeasureName } from "../trial/measures.ts";
import { identify, type Trial } from "../trial/trial.ts";
import { badSweep } from "./bad-sweep.ts";
import { checkSweep, stepsOf } from "./check-sweep.ts";
import { type ParsedSweep, parseSweep } from "./parse-sweep.ts";
import { trialsOf } from "./trials-of.ts";

/** A sweep that can run. */
export type Sweep = {
  /** The same for every sweep with the same trials and the same steps between decisions. */
  readonly id: string;
  readonly file: string;
  readonly task: Task;
  readonly trials: readonly Trial[];
  readonly measure: MeasureName;
  /** The steps after which trials are compared, and the last of which are all their steps. */
  readonly rungs: readonly number[];
  /** One in so many trials goes on after each of these but the last. */
  readonly factor: number;
  readonly texts: readonly SweptText[];
};

/** A text of a sweep: what its trials find it by on this machine, and its bytes. */
export type SweptText = Pick<Source, "sha256" | "bytes"> & { readonly name: string };

/**
 * The sweep that `file` describes. Everything that can be checked is, before a trial begins.
 *
 * @throws {TenetError} `BAD_SWEEP` with the line at fault; what `readSource` throws.
 */
export async function readSweep(file: string, terminal: Terminal): Promise<Sweep> {
  const text = new TextDecoder().decode(await readBytes("sweep", file, "Pass the path of a sweep file."));
  const parsed = parseSweep(text, file);
  const task = await taskOf(parsed.form);
  checkSweep(parsed, task);
  const texts = await textsOf(parsed, task, terminal);
  const trials = trialsOf(
    parsed,
    task,
    texts.map(({ sha256 }) => sha256),
  );
  const { measure, halving } = parsed.form;
  const rungs = rungsOf(stepsOf(parsed, task), halving);
  const id = identify([trials.map((trial) => trial.id), rungs, measure]);
  return { id, file, task, trials, measure, rungs, factor: halving?.factor ?? 1, texts };
}

async function textsOf(
  { form, file, lineOf }: ParsedSweep,
  task: Task,
  terminal: Terminal,
): Promise<SweptText[]> {
  const texts: SweptText[] = [];
  for (const [index, given] of form.texts.entries()) {
    const path = resolve(dirname(file), given);
    try {
      const origin = originOf(given, path, task);
      const { sha256, bytes } = await readSource(origin, terminal);
      texts.push({ name: origin.kind === "file" ? path : given, sha256, bytes });
    } catch (error) {
      if (!(error instanceof TenetError && error.code === "SOURCE_MISSING")) throw error;
      throw badSweep(
        { file, line: lineOf(["texts", index]) },
        "a file, or the name of a book",
        phrase(`${JSON.stringify(given)}, which is neither`),
      );
    }
  }
  return texts;
}

/** A file beside the sweep file goes before a book of the same name only with `./` in front, as on the command line. */
function originOf(given: string, path: string, { confidential }: Task) {
  if (confidential) return { kind: "file", path: existingFile(path) } as const;
  try {
    const origin = findSource(given);
    if (origin.kind !== "file") return origin;
  } catch (error) {
    if (!(error instanceof TenetError)) throw error;
  }
  return findSource(path);
}
