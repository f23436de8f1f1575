import { columns } from "../terminal/columns.ts";
import type { FileReport } from "./describe-file.ts";

/** `report` as lines of text. */
export function reportLines(report: FileReport): string[] {
  const { file, bytes, run, vocabulary, metadata, tensors, unsupported, values, parameters } = report;
  const facts: [string, string][] = [
    ["file", `${file} (${grouped(bytes)} bytes)`],
    ["parameters", grouped(parameters)],
    ["values", `${grouped(values)} in ${tensors.length} tensors`],
    ...(unsupported.length === 0
      ? []
      : [["not read", `${unsupported.length} tensors of a dtype that is not supported`] as [string, string]]),
    ...(run === null ? [] : [["task", run.task] as [string, string]]),
    ...Object.entries(metadata).map(([key, value]): [string, string] => [shown(key), shown(value)]),
  ];
  return [
    ...columns(facts),
    ...(run === null ? [] : [...section("options", run.options), ...section("data", run.data)]),
    ...(vocabulary === null
      ? []
      : ["", `vocabulary of ${vocabulary.size} ${vocabulary.kind}`, `  ${shownTokens(vocabulary.tokens)}`]),
    "",
    "tensors",
    ...indented(
      columns([
        ["name", "dtype", "shape", "values", "norm", "smallest", "largest"],
        ...tensors.map((tensor) => [
          shown(tensor.name),
          tensor.dtype,
          `[${tensor.shape.join(", ")}]`,
          tensor.values,
          tensor.norm.toPrecision(4),
          tensor.smallest?.toPrecision(4) ?? "-",
          tensor.largest?.toPrecision(4) ?? "-",
        ]),
        ...unsupported.map(({ name, dtype, shape }) => {
          return [shown(name), dtype, `[${shape.join(", ")}]`, "-", "-", "-", "-"];
        }),
      ]),
    ),
  ];
}

function grouped(count: number): string {
  return count.toLocaleString("en");
}

/** A section with `heading` and the settings in `values`; no lines if there are none. */
function section(heading: string, values: unknown): string[] {
  if (typeof values !== "object" || values === null) return [];
  return ["", heading, ...indented(columns(settings(values)))];
}

/** The values in `values`, nested ones under their path: `sources.0.name`. */
function settings(values: object, path = ""): [string, string][] {
  return Object.entries(values).flatMap(([name, value]: [string, unknown]) => {
    const at = `${path}${name}`;
    if (typeof value === "object" && value !== null) return settings(value, `${at}.`);
    return [[shown(at), shown(String(value))]];
  });
}

/** `text`, or its start: a file may have millions of characters in any field. `--json` has all of them. */
function shown(text: string): string {
  const most = 200;
  return text.length > most ? `${text.slice(0, most)}... (${grouped(text.length)} characters)` : text;
}

/** The first tokens, escaped as in JSON, so that spaces and control characters show. */
function shownTokens(tokens: readonly string[]): string {
  const most = 100;
  const listed = tokens.slice(0, most).map((token) => shown(JSON.stringify(token).slice(1, -1)));
  const more = tokens.length > most ? ` and ${tokens.length - most} more` : "";
  return `${listed.map((token) => (token === " " ? "(space)" : token)).join(" ")}${more}`;
}

function indented(lines: readonly string[]): string[] {
  return lines.map((line) => `  ${line}`);
}
