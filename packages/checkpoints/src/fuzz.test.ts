import { start } from "@tenetjs/backends";
import { fuzzProperty } from "@tenetjs/testing/fuzz";
import fc from "fast-check";
import { beforeAll, test } from "vitest";
import { fuzzedParsers } from "./fuzzed-parsers.test.support.ts";

beforeAll(() => start("cpu"));

test.each(fuzzedParsers)("$name that are almost valid are read, or refused by a code", async (parser) => {
  await fc.assert(fuzzProperty(parser), { numRuns: parser.inEachRun });
});
