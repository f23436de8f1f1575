import type { Checkpoint, StoredTensor, UnsupportedTensor } from "@tenetjs/checkpoints";
import { parseRun, type RunDescription } from "@tenetjs/checkpoints/run-file";
import { TenetError } from "@tenetjs/core";
import { checkedRun } from "../run/checked-run.ts";
import { taskEntries } from "../tasks/all-tasks.ts";
import { describeVocabulary, type VocabularyReport } from "./describe-vocabulary.ts";

/** The contents of a safetensors file, as `tenet inspect --json` prints them. */
export type FileReport = {
  readonly file: string;
  readonly bytes: number;
  /** The run that the file describes; null for a file of another program. */
  readonly run: RunReport | null;
  /** The vocabulary, with its tokens in the order of their ids; null for a file without one. */
  readonly vocabulary: VocabularyReport | null;
  /** The rest of the metadata. */
  readonly metadata: Readonly<Record<string, string>>;
  /** In the order of their names. */
  readonly tensors: readonly TensorReport[];
  /** The tensors of a dtype that cannot be read, in the order of the file. */
  readonly unsupported: readonly UnsupportedTensor[];
  /** The number of values in all tensors. */
  readonly values: number;
  /** The number of values that training adjusts: all of a file of weights, those under `params.` of a checkpoint. */
  readonly parameters: number;
};

/** A run without its vocabulary, and without values that are null, such as options that are not set. */
export type RunReport = Omit<RunDescription, "vocabulary" | "options"> & {
  readonly options: Readonly<Record<string, unknown>>;
};

export type TensorReport = {
  readonly name: string;
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly values: number;
  /** The square root of the sum of squares. NaN or infinite (null in JSON) if a value is. */
  readonly norm: number;
  /** The smallest value. NaN (null in JSON) if a value is; absent if there are no values. */
  readonly smallest?: number;
  /** The largest value, likewise. */
  readonly largest?: number;
};

/** A report on `checkpoint`, which was read from `file` of `bytes` bytes. */
export async function describeFile(
  file: string,
  bytes: number,
  { tensors, unsupported, metadata }: Checkpoint,
): Promise<FileReport> {
  const run = runIn(metadata.run);
  const { run: _, ...others } = metadata;
  const reports = Object.entries(tensors)
    .map(([name, tensor]) => describeTensor(name, tensor))
    .sort((a, b) => byNumbers.compare(a.name, b.name));
  const adjusted = reports.filter(({ name }) => name.startsWith("params."));
  return {
    file,
    bytes,
    run: run === undefined ? null : describeRun(run),
    vocabulary: run === undefined ? null : await vocabularyIn(run, file),
    metadata: run === undefined ? metadata : others,
    tensors: reports,
    unsupported,
    values: countValues(reports),
    parameters: countValues(adjusted.length > 0 ? adjusted : reports),
  };
}

/** `layers.10` comes after `layers.9`. */
const byNumbers = new Intl.Collator("en", { numeric: true });

/** The run in `text`; undefined if another program, or another version of this one, wrote it. */
function runIn(text: string | undefined): RunDescription | undefined {
  if (text === undefined) return undefined;
  try {
    return parseRun(text, "");
  } catch {
    return undefined;
  }
}

function describeRun({ vocabulary: _, options, data, ...run }: RunDescription): RunReport {
  const described = { ...run, options: withoutNulls(options) };
  return { ...described, data: typeof data === "object" && data !== null ? withoutNulls(data) : data };
}

/** The vocabulary of `run`; null for one of an unknown task, or that is damaged, whose options and data are shown as they are. */
async function vocabularyIn(run: RunDescription, file: string): Promise<VocabularyReport | null> {
  const entry = taskEntries.find(({ name }) => name === run.task);
  if (entry === undefined) return null;
  try {
    return await describeVocabulary(checkedRun(await entry.load(), run, file));
  } catch (error) {
    if (error instanceof TenetError && error.code === "BAD_RUN") return null;
    throw error;
  }
}

function withoutNulls(values: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null));
}

function describeTensor(name: string, { dtype, shape, data }: StoredTensor): TensorReport {
  let squares = 0;
  let smallest = Number.POSITIVE_INFINITY;
  let largest = Number.NEGATIVE_INFINITY;
  for (const stored of data) {
    const value = Number(stored);
    squares += value * value;
    smallest = Math.min(smallest, value);
    largest = Math.max(largest, value);
  }
  const report = { name, dtype, shape, values: data.length, norm: Math.sqrt(squares) };
  return data.length === 0 ? report : { ...report, smallest, largest };
}

function countValues(reports: readonly TensorReport[]): number {
  return reports.reduce((sum, { values }) => sum + values, 0);
}
