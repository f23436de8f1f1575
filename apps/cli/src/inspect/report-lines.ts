import { columns } from "../terminal/columns.ts";
import type { FileReport } from "./describe-file.ts";

/** `report` for a person to read. */
export function reportLines(report: FileReport): string[] {
  const { file, bytes, run, vocabulary, metadata, tensors, values, parameters } = report;
  const facts: [string, string][] = [
    ["file", `${file} (${grouped(bytes)} bytes)`],
    ["parameters", grouped(parameters)],
    ["values", `${grouped(values)} in ${tensors.length} tensors`],
    ...Object.entries(metadata),
  ];
  const options = settings(run ?? {});
  return [
    ...columns(facts),
    ...(run === null ? [] : ["", "options", ...indented(columns(options))]),
    ...(vocabulary === null
      ? []
      : ["", `vocabulary of ${vocabulary.size} ${vocabulary.kind}`, `  ${shownTokens(vocabulary.tokens)}`]),
    "",
    "tensors",
    ...indented(
      columns([
        ["name", "dtype", "shape", "values", "norm", "smallest", "largest"],
        ...tensors.map((tensor) => [
          tensor.name,
          tensor.dtype,
          `[${tensor.shape.join(", ")}]`,
          tensor.values,
          tensor.norm.toPrecision(4),
          tensor.smallest.toPrecision(4),
          tensor.largest.toPrecision(4),
        ]),
      ]),
    ),
  ];
}

function grouped(count: number): string {
  return count.toLocaleString("en");
}

/** The values in `options`, those that stand inside others under a path: `decay.factor`. */
function settings(options: object, path = ""): [string, string][] {
  return Object.entries(options).flatMap(([name, value]: [string, unknown]) => {
    const at = `${path}${name}`;
    if (typeof value === "object" && value !== null) return settings(value, `${at}.`);
    return [[at, String(value)]];
  });
}

/** The first tokens as JSON would write them, so that blanks and control characters show. */
function shownTokens(tokens: readonly string[]): string {
  const most = 100;
  const listed = tokens.slice(0, most).map((token) => JSON.stringify(token).slice(1, -1));
  const more = tokens.length > most ? ` and ${tokens.length - most} more` : "";
  return `${listed.map((token) => (token === " " ? "(space)" : token)).join(" ")}${more}`;
}

function indented(lines: readonly string[]): string[] {
  return lines.map((line) => `  ${line}`);
}
