import { TenetError } from "@tenetjs/core";
import { phrase, problem } from "@tenetjs/core/internals";
import { type BaseIssue, safeParse } from "valibot";
import { jsonFault } from "./json-fault.ts";
import type { Results } from "./results.ts";
import { resultsSchema } from "./results-schema.ts";

/**
 * The results in `text`, the content of the file `name`.
 *
 * @throws {TenetError} `BAD_RESULTS` where the text is not JSON, with the byte of the fault; or where fields are invalid, with each field's
 *   path, what was expected and what was found.
 */
export function readResults(text: string, name: string): Results {
  const where = `readResults ${name}`;
  const { success, output, issues } = safeParse(resultsSchema, parse(text, where), {
    message: wording,
  });
  if (success) return output;
  const [first, ...others] = issues.map((issue) => problem(where, expectation(issue), issue.input));
  const shown = others.slice(0, mostShown - 1);
  const more = others.length - shown.length;
  throw new TenetError(
    "BAD_RESULTS",
    [`${first} ${next}`, ...shown, ...(more > 0 ? [`${where}: ${more} more fields are invalid.`] : [])].join(
      "\n",
    ),
  );
}

const mostShown = 10;
const next = "Write the file again with `tenet bench --out`.";

function parse(text: string, where: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    const at = jsonFault(text) ?? 0;
    const byte = new TextEncoder().encode(text.slice(0, at)).length;
    const found =
      at === text.length ? "its end" : JSON.stringify(Array.from(text.slice(at, at + 12)).join(""));
    throw new TenetError("BAD_RESULTS", problem(where, "JSON", phrase(`${found} at byte ${byte}`), next));
  }
}

function expectation(issue: BaseIssue<unknown>): string {
  const path = pathOf(issue) || "the results";
  return issue.input === undefined ? `${path} to be present` : `${path} to be ${issue.message}`;
}

/** What an issue expected, where the schema has no message of its own. */
function wording({ type, expected }: BaseIssue<unknown>): string {
  if (type === "array") return "an array";
  if (type === "object" || type === "record") return "an object";
  return String(expected).replaceAll(/[()]/g, "").replaceAll(" | ", " or ");
}

/** `cases[0].subjects[2].median`, `environment.versions["@tenetjs/core"]`. */
function pathOf(issue: BaseIssue<unknown>): string {
  const keys = issue.path?.map(({ key }) => key) ?? [];
  return keys
    .map((key, index) => {
      if (typeof key === "number") return `[${key}]`;
      const name = String(key);
      if (!/^[A-Za-z]\w*$/.test(name)) return `[${JSON.stringify(name)}]`;
      return index === 0 ? name : `.${name}`;
    })
    .join("");
}
