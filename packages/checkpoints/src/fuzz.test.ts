import { start } from "@tenetjs/backends";
import { fuzzProperty, fuzzRuns } from "@tenetjs/testing/fuzz";
import fc from "fast-check";
import { beforeAll, test } from "vitest";
import { fuzzedParsers } from "./fuzzed-parsers.test.support.ts";

beforeAll(() => start("cpu"));

/** The number of inputs of each parser: fewer where each takes about a millisecond. `pnpm fuzz` tries more. */
const runs: Readonly<Record<string, number>> = { "safetensors files": 100_000, "network files": 5000 };

test.each(fuzzedParsers)("$name that are almost valid are read, or refused by a code", async (parser) => {
  const numRuns = fuzzRuns(runs[parser.name] as number);
  await fc.assert(fuzzProperty(parser), { numRuns });
});
