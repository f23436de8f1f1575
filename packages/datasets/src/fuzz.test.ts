import { fuzzProperty, fuzzRuns } from "@tenetjs/testing/fuzz";
import fc from "fast-check";
import { test } from "vitest";
import { fuzzedParsers } from "./fuzzed-parsers.test.support.ts";

/** The number of inputs of each parser: fewer where each takes about a millisecond. `pnpm fuzz` tries more. */
const runs: Readonly<Record<string, number>> = {
  chats: 100_000,
  texts: 100_000,
  vocabularies: 100_000,
  "zip archives": 10_000,
};

test.each(fuzzedParsers)("$name that are almost valid are read, or refused by a code", async (parser) => {
  const numRuns = fuzzRuns(runs[parser.name] as number);
  await fc.assert(fuzzProperty(parser), { numRuns });
});
