import { TenetError } from "@tenetjs/core";
import { expectedField, phrase, problem, wordedIssue } from "@tenetjs/core/internals";
import { type GenericSchema, safeParse } from "valibot";
import { runSchema, runVersion, type UncheckedRun } from "./run.ts";

/**
 * The run that `text`, from `file`, describes. `checkedRun` checks its options and its data.
 *
 * @throws {TenetError} `RUN_VERSION` when another version of this program wrote it; `BAD_RUN` when it is not JSON or of another form.
 */
export function parseRun(text: string, file: string): UncheckedRun {
  const value = parseJson(text, file);
  const version = (value as { readonly version?: unknown } | null)?.version;
  if (version !== runVersion) throw otherVersion(version, file);
  return fitting(runSchema, value, { name: "the run", file });
}

/** `value`, if it fits `schema`. @throws {TenetError} `BAD_RUN` with the first field that does not. */
export function fitting<Output>(
  schema: GenericSchema<unknown, Output>,
  value: unknown,
  { name, file }: { readonly name: string; readonly file: string },
): Output {
  const { success, output, issues } = safeParse(schema, value, { message: wordedIssue });
  if (success) return output;
  const [issue] = issues;
  throw badRun(`${expectedField(issue, name)} in ${file}`, issue.input);
}

/** The error `BAD_RUN`: a file describes a run that this program cannot have written. */
export function badRun(expected: string, got: unknown): TenetError {
  const next = "It was changed, or is damaged: use another file of the run, or train again.";
  return new TenetError("BAD_RUN", problem("run", expected, got ?? phrase("nothing"), next));
}

function parseJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw badRun(`a run as JSON in ${file}`, text);
  }
}

function otherVersion(version: unknown, file: string): TenetError {
  const got = version === undefined ? "one without a version" : `one of version ${JSON.stringify(version)}`;
  const next = "It was written by another version of tenet. Use that version, or train again.";
  return new TenetError(
    "RUN_VERSION",
    problem("run", `a run of version ${runVersion} in ${file}`, phrase(got.slice(0, 80)), next),
  );
}
