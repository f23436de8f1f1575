import { fuzzProperty, fuzzRuns } from "@tenetjs/testing/fuzz";
import fc from "fast-check";
import { expect, test } from "vitest";
import { fuzzedParsers } from "./fuzzed-parsers.test.support.ts";

/** The number of inputs of each parser. `pnpm fuzz` tries more. */
const runs: Readonly<Record<string, number>> = {};

test.each(fuzzedParsers)("$name that are almost valid are read, or refused by a code", async (parser) => {
  const numRuns = fuzzRuns(runs[parser.name] as number);
  await fc.assert(fuzzProperty(parser), { numRuns });
});
