import { fuzzProperty } from "@tenetjs/testing/fuzz";
import fc from "fast-check";
import { test } from "vitest";
import { fuzzedParsers } from "./fuzzed-parsers.test.support.ts";

test.each(fuzzedParsers)("$name that are almost valid are read, or refused by a code", async (parser) => {
  await fc.assert(fuzzProperty(parser), { numRuns: parser.inEachRun });
});
