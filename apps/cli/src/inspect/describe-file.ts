import type { Checkpoint, StoredTensor } from "@tenetjs/checkpoints";
import { vocabularyFromJSON } from "@tenetjs/datasets";

/** What is in a safetensors file: what `tenet inspect --json` prints. */
export type FileReport = {
  readonly file: string;
  readonly bytes: number;
  /** The run's options; null where the file has none. */
  readonly run: Readonly<Record<string, unknown>> | null;
  /** Its tokens, in the order of their ids; null for a file without a vocabulary. */
  readonly vocabulary: {
    readonly kind: string;
    readonly size: number;
    readonly tokens: readonly string[];
  } | null;
  /** Whatever else the file says of itself. */
  readonly metadata: Readonly<Record<string, string>>;
  /** By name. */
  readonly tensors: readonly TensorReport[];
  /** Values in all tensors. */
  readonly values: number;
  /** Values in those that training adjusts: the tensors of a file of weights, those under `params.` of a checkpoint. */
  readonly parameters: number;
};

export type TensorReport = {
  readonly name: string;
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly values: number;
  /** The square root of the sum of squares; NaN or infinite (null in JSON) where a value is. */
  readonly norm: number;
  /** Of its values, as `largest`; null in JSON where there are none, or one is NaN. */
  readonly smallest: number;
  readonly largest: number;
};

/** What `checkpoint`, read from `file` of so many bytes, holds. */
export function describeFile(file: string, bytes: number, { tensors, metadata }: Checkpoint): FileReport {
  const described = optionsIn(metadata.run);
  const { run: _, ...others } = metadata;
  const { vocabulary, ...run } = described ?? {};
  const reports = Object.entries(tensors)
    .map(([name, tensor]) => describeTensor(name, tensor))
    .sort((a, b) => byNumbers.compare(a.name, b.name));
  const adjusted = reports.filter(({ name }) => name.startsWith("params."));
  return {
    file,
    bytes,
    run: described === undefined ? null : run,
    vocabulary: vocabulary === undefined ? null : describeVocabulary(vocabulary),
    metadata: described === undefined ? metadata : others,
    tensors: reports,
    values: countValues(reports),
    parameters: countValues(adjusted.length > 0 ? adjusted : reports),
  };
}

/** `layers.10` comes after `layers.9`. */
const byNumbers = new Intl.Collator("en", { numeric: true });

/** A run's options; undefined for what another program may have written under that name. */
function optionsIn(text: string | undefined): Record<string, unknown> | undefined {
  if (text === undefined) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}

function describeVocabulary(data: unknown): FileReport["vocabulary"] {
  const { kind, size, tokens } = vocabularyFromJSON(data);
  return { kind, size, tokens };
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
  return { name, dtype, shape, values: data.length, norm: Math.sqrt(squares), smallest, largest };
}

function countValues(reports: readonly TensorReport[]): number {
  return reports.reduce((sum, { values }) => sum + values, 0);
}
