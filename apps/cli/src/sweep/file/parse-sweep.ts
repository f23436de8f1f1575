import { expectedField, phrase, wordedIssue } from "@tenetjs/core/internals";
import { safeParse } from "valibot";
import { isNode, LineCounter, parseDocument } from "yaml";
import { badSweep } from "./bad-sweep.ts";
import { type SweepForm, sweepForm } from "./sweep-form.ts";

/** A place in a sweep file: the keys that lead there. */
export type Path = readonly (string | number)[];

/** A sweep file whose form is right. Whether its options are is not yet known. */
export type ParsedSweep = {
  readonly form: SweepForm;
  readonly file: string;
  /** The line, counted from 1, of what is at a path, or of the nearest thing above it that there is. */
  lineOf(path: Path): number;
};

/**
 * The contents of a sweep file, YAML or JSON, which is a part of YAML.
 *
 * @throws {TenetError} `BAD_SWEEP`, with the line, when it is neither, or has a field that is unknown, missing or of another form.
 */
export function parseSweep(text: string, file: string): ParsedSweep {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const [error] = document.errors;
  if (error !== undefined)
    throw badSweep(
      { file, line: lines.linePos(error.pos[0]).line },
      "YAML or JSON",
      phrase(`"${error.message}"`),
    );
  const lineOf = (path: Path): number => {
    for (let length = path.length; length > 0; length -= 1) {
      const [start] = rangeAt(document, path.slice(0, length)) ?? [];
      if (start !== undefined) return lines.linePos(start).line;
    }
    return 1;
  };
  const contents: unknown = document.toJS() ?? {};
  const { success, output, issues } = safeParse(sweepForm, contents, { message: wordedIssue });
  if (success) return { form: output, file, lineOf };
  const [issue] = issues;
  const path = (issue.path ?? []).map(({ key }) => key as string | number);
  throw badSweep(
    { file, line: lineOf(path) },
    expectedField(issue, "the sweep"),
    issue.input,
    issue.expected === "never"
      ? `The fields are ${Object.keys(sweepForm.entries).slice(1).join(", ")}.`
      : undefined,
  );
}

/** Where the key at `path` stands, or the item of a list. */
function rangeAt(document: ReturnType<typeof parseDocument>, path: Path): readonly number[] | undefined {
  const parent = path.length === 1 ? document.contents : document.getIn(path.slice(0, -1), true);
  const pairs = (parent as { items?: readonly { key?: unknown }[] } | null)?.items ?? [];
  const pair = pairs.find(({ key }) => isNode(key) && "value" in key && key.value === path.at(-1));
  const node = pair?.key ?? document.getIn(path, true);
  return isNode(node) ? (node.range ?? undefined) : undefined;
}
