import { TenetError } from "@tenetjs/core";
import { expectedField, phrase, problem, wordedIssue } from "@tenetjs/core/internals";
import { safeParse } from "valibot";
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
    message: wordedIssue,
  });
  if (success) return output;
  const [first, ...others] = issues.map((issue) =>
    problem(where, expectedField(issue, "the results"), issue.input),
  );
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
