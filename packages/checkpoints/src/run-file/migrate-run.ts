/* Runs of older versions, in the form of the newest. Each migration is as it was when the version changed, and needs nothing that may change later. */

/** `value`, a run of `version`, in the newest form. What does not fit stays as it is, and is refused by the schema. */
export function migrated(value: unknown, version: number): unknown {
  return migrations.slice(version - 1).reduce((run, migrate) => migrate(run as Run), value);
}

type Run = Readonly<Record<string, unknown>>;

/** The migration at index n is from version n + 1 to the next. */
const migrations: readonly ((run: Run) => Run)[] = [fromFirst, fromSecond];

/** Runs of version 1 trained with strict kernels, and say nothing of them. */
function fromFirst({ options, data, ...run }: Run): Run {
  return { ...run, version: 2, kernels: "strict", options, data };
}

/**
 * Version 2 had no network, which followed from the task and its options, and its vocabulary was among the data. Its first runs had no option for the forget
 * bias, which was 1, and no presets of palindromes;
 * none of them had sequences that grow.
 */
function fromSecond({ version: _, options: kept, data, ...run }: Run): Run {
  const { vocabulary = null, ...rest } = recordOf(data);
  const preset = run.task === "palindrome" ? { preset: "course" } : {};
  const growth = run.task === "palindrome" || run.task === "parity" ? { curriculum: false } : {};
  const options = isRecord(kept) ? { forgetBias: 1, ...preset, ...growth, ...kept } : kept;
  return {
    version: 3,
    tenet: "0.0.0",
    network: secondNetwork(run.task, recordOf(options), vocabulary),
    vocabulary,
    ...run,
    options,
    data: data === null ? null : rest,
  };
}

function secondNetwork(task: unknown, options: Run, vocabulary: unknown): unknown {
  const { length, encoding } = options as { readonly length: number; readonly encoding: unknown };
  const recurrent = (time: number) => {
    const { cell, layers, hiddenSize, initialisation, forgetBias: bias } = options;
    const forgetBias = bias === "chrono" ? { chrono: Math.max(time, 3) } : bias;
    return { cell, layers, hiddenSize, initialisation, forgetBias };
  };
  const symbols = (count: number) => ({
    kind: encoding === "embedding" ? "embedding" : "vector",
    size: encoding === "scalar" ? 1 : count,
  });
  switch (task) {
    case "palindrome":
      return {
        kind: "sequence-classifier",
        options: { ...recurrent(length - 1), classes: 10, input: symbols(10) },
      };
    case "copy": {
      const {
        symbols: count,
        delay,
        items,
      } = options as Readonly<Record<"symbols" | "delay" | "items", number>>;
      return {
        kind: "step-classifier",
        options: { ...recurrent(delay + 2 * items), classes: count + 1, input: symbols(count + 2) },
      };
    }
    case "parity":
      return {
        kind: "step-classifier",
        options: { ...recurrent(length), classes: 2, input: symbols(2) },
      };
    case "adding":
      return {
        kind: "sequence-regressor",
        options: { ...recurrent(length), input: { kind: "vector", size: 2 } },
      };
    case "frequency": {
      const longest: Readonly<Record<string, number>> = {
        standard: 126,
        "high-resolution": 1251,
        asynchronous: 125,
      };
      const input = { kind: "vector", size: options.timeAsInput === true ? 2 : 1 };
      return {
        kind: "sequence-classifier",
        options: { ...recurrent(longest[String(options.sampling)] ?? 0), classes: 2, input },
      };
    }
    case "text":
    case "chat": {
      const { time, dropout, tied, embedding } = options;
      const vocabularySize = sizeOf(vocabulary);
      const table = embedding === null ? {} : { embedding };
      return {
        kind: "language-model",
        options: { ...recurrent(time as number), vocabularySize, dropout, tied, ...table },
      };
    }
    default:
      return undefined;
  }
}

function sizeOf(vocabulary: unknown): unknown {
  const { kind, tokens } = recordOf(vocabulary);
  return kind === "bytes" ? 256 : Array.isArray(tokens) ? tokens.length : undefined;
}

function recordOf(value: unknown): Run {
  return isRecord(value) ? value : {};
}

function isRecord(value: unknown): value is Run {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
