import { TenetError } from "@tenetjs/core";
import { expectedField, phrase, problem, wordedIssue } from "@tenetjs/core/internals";
import { type GenericSchema, safeParse } from "valibot";
import { migrated } from "./migrate-run.ts";
import { type RunDescription, runSchema, runVersion } from "./run-schema.ts";

/**
 * The run that `text`, from `file`, describes. One of an older version is brought to the form of this one.
 *
 * @throws {TenetError} `RUN_VERSION` when a version of Tenet that is not known here wrote it; `BAD_RUN` with the first field that is missing,
 *   unknown or of another form.
 */
export function parseRun(text: string, file: string): RunDescription {
  const value = parseJson(text, file);
  const version = (value as { readonly version?: unknown } | null)?.version;
  if (!isKnown(version)) throw otherVersion(value, file);
  return fitting(runSchema, migrated(value, version), { name: "the run", file });
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

/** The error `BAD_RUN`: a file describes a run that Tenet cannot have written. */
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

function isKnown(version: unknown): version is number {
  return typeof version === "number" && Number.isInteger(version) && version >= 1 && version <= runVersion;
}

function otherVersion(value: unknown, file: string): TenetError {
  const { version, tenet } = (value ?? {}) as { readonly version?: unknown; readonly tenet?: unknown };
  const got = version === undefined ? "one without a version" : `one of version ${JSON.stringify(version)}`;
  const writer = typeof tenet === "string" ? `Tenet ${tenet.slice(0, 20)}` : "another version of Tenet";
  return new TenetError(
    "RUN_VERSION",
    problem(
      "run",
      `a run of version 1 to ${runVersion} in ${file}`,
      phrase(got.slice(0, 80)),
      `It was written by ${writer}. Use that version, or train again.`,
    ),
  );
}
