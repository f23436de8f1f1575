/* Runs of older versions, in the form of the newest. Each migration is as it was when the version changed, and needs nothing that may change later. */

/** `value`, a run of `version`, in the newest form. What does not fit stays as it is, and is refused by the schema. */
export function migrated(value: unknown, version: number): unknown {
  return migrations.slice(version - 1).reduce((run, migrate) => migrate(run as Run), value);
}

type Run = Readonly<Record<string, unknown>>;

/** The migration at index n is from version n + 1 to the next. */
const migrations: readonly ((run: Run) => Run)[] = [fromFirst];

/** Runs of version 1 trained with strict kernels, and say nothing of them. */
function fromFirst({ options, data, ...run }: Run): Run {
  return { ...run, version: 2, kernels: "strict", options, data };
}
