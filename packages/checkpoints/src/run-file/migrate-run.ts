/* Runs of older versions, in the form of the newest. Each migration is as it was when the version changed, and needs nothing that may change later. */

/** `value`, a run of `version`, in the newest form. What does not fit stays as it is, and is refused by the schema. */
export function migrated(value: unknown, version: number): unknown {
  return migrations.slice(version - 1).reduce((run, migrate) => migrate(run as Run), value);
}

type Run = Readonly<Record<string, unknown>>;

/** The migration at index n is from version n + 1 to the next. */
const migrations: readonly ((run: Run) => Run)[] = [fromFirst];

/** Version 1 had no network, which followed from the task and its options, and its vocabulary was among the data. */
function fromFirst({ version: _, data, ...run }: Run): Run {
  const { vocabulary = null, ...rest } = recordOf(data);
  return {
    ...run,
    version: 2,
    tenet: "0.0.0",
    network: firstNetwork(run.task, recordOf(run.options), vocabulary),
    vocabulary,
    data: data === null ? null : rest,
  };
}

function firstNetwork(task: unknown, options: Run, vocabulary: unknown): unknown {
  const { cell, layers, hiddenSize, initialisation, encoding } = options;
  const recurrent = { cell, layers, hiddenSize, initialisation };
  const symbols = (count: number, scalar: number) => ({
    kind: encoding === "embedding" ? "embedding" : "vector",
    size: encoding === "scalar" ? scalar : count,
  });
  switch (task) {
    case "palindrome":
      return {
        kind: "sequence-classifier",
        options: { ...recurrent, classes: 10, input: symbols(10, 1) },
      };
    case "copy": {
      const { symbols: count } = options as { readonly symbols: number };
      return {
        kind: "step-classifier",
        options: { ...recurrent, classes: count + 1, input: symbols(count + 2, 1) },
      };
    }
    case "adding":
      return { kind: "sequence-regressor", options: { ...recurrent, input: { kind: "vector", size: 2 } } };
    case "frequency": {
      const input = { kind: "vector", size: options.timeAsInput === true ? 2 : 1 };
      return { kind: "sequence-classifier", options: { ...recurrent, classes: 2, input } };
    }
    case "text":
    case "chat": {
      const { dropout, tied, embedding } = options;
      const vocabularySize = sizeOf(vocabulary);
      const table = embedding === null ? {} : { embedding };
      return { kind: "language-model", options: { ...recurrent, vocabularySize, dropout, tied, ...table } };
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
  return typeof value === "object" && value !== null ? (value as Run) : {};
}
