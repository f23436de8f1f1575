import { TenetError } from "@tenetjs/core";
import { phrase, problem } from "@tenetjs/core/internals";
import { type BaseIssue, safeParse } from "valibot";
import { jsonFault } from "./json-fault.ts";
import type { Results } from "./results.ts";
import { resultsSchema } from "./results-schema.ts";

/**
 * The results in `text`, which is what a file of the name `name` holds.
 *
 * @throws {TenetError} `BAD_RESULTS` where the text is no JSON, which names the byte, or where fields are not what they have to
 *   be, which names each of them by its path, what it has to be and what it is.
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
    [
      `${first} ${next}`,
      ...shown,
      ...(more > 0 ? [`${where}: ${more} more fields are not what they have to be.`] : []),
    ].join("\n"),
  );
}

const mostShown = 10;
const next = "Write results with `tenet bench --out`, and keep them as they are.";

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
  const path = pathOf(issue) || "the whole";
  return issue.input === undefined ? `${path} to be there` : `${path} to be ${issue.message}`;
}

/** What an issue expects, where the schema does not word it itself. */
function wording({ type, expected }: BaseIssue<unknown>): string {
  if (type === "array") return "a list";
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
