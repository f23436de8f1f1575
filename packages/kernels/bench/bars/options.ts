import { parseArgs } from "node:util";

/** What the command was asked for. */
export type Options = {
  /** Whether to print data in place of the table. */
  readonly json: boolean;
  /** Whether to see in seconds that everything runs, with figures of no worth. */
  readonly quick: boolean;
  /** Programs: other Nodes to measure on, and a Python with torch. */
  readonly nodes: readonly string[];
  readonly python: string;
  /** The cases to measure, by name. */
  readonly cases: readonly CaseName[];
  readonly kernels: { readonly relaxed: boolean; readonly revectorize: boolean };
};

export const caseNames = ["training", "share", "length", "generation"] as const;
export type CaseName = (typeof caseNames)[number];

export const help = `Measures the kernels against tfjs-layers, PyTorch and the machine's own peak, and prints one table.

  --quick         in seconds, to see that everything runs; the figures are worth nothing
  --json          data in place of the table
  --node PATH     measure on this Node too; may be given again
  --python PATH   a Python with torch (default: python3)
  --only CASE     ${caseNames.join(", ")}; may be given again (default: all)
  --relaxed       take relaxed SIMD
  --revectorize   let V8 join SIMD operations, which it calls experimental
`;

/**
 * The options in `args`, or undefined where help is asked for.
 *
 * @throws {TypeError} for an option that there is not.
 * @throws {RangeError} for a case that there is not.
 */
export function readOptions(args: readonly string[]): Options | undefined {
  const { values } = parseArgs({
    args: [...args],
    options: {
      json: { type: "boolean", default: false },
      quick: { type: "boolean", default: false },
      node: { type: "string", multiple: true, default: [] },
      python: { type: "string", default: "python3" },
      only: { type: "string", multiple: true, default: [...caseNames] },
      relaxed: { type: "boolean", default: false },
      revectorize: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  const { json, quick, node, python, only, relaxed, revectorize } = values;
  if (values.help) return undefined;
  const unknown = only.find((name) => !isCase(name));
  if (unknown !== undefined) {
    throw new RangeError(`--only: expected one of ${caseNames.join(", ")}, got ${unknown}.`);
  }
  return { json, quick, nodes: node, python, cases: only.filter(isCase), kernels: { relaxed, revectorize } };
}

function isCase(name: string): name is CaseName {
  return caseNames.some((known) => known === name);
}
