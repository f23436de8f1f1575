import { TenetError } from "@tenetjs/core";
import fc from "fast-check";
import { expect, test } from "vitest";
import { sampleGpuResults, sampleResults } from "../testing/sample-results.ts";
import { readResults } from "./read-results.ts";

const text = JSON.stringify(sampleResults());

test("results are read as they were written", () => {
  expect(readResults(text, "a.json")).toEqual(sampleResults());
  expect(readResults(JSON.stringify(sampleGpuResults()), "a.json")).toEqual(sampleGpuResults());
});

test("unknown fields, as of a later version, are dropped", () => {
  const later = JSON.stringify({ ...sampleResults(), weather: "rain" });
  expect(readResults(later, "a.json")).toEqual(sampleResults());
});

test("each bad field is named by its path, with what was expected and what was found", () => {
  const results = JSON.parse(text);
  results.mode = "slow";
  delete results.environment.date;
  results.environment.versions["@tenetjs/kernels"] = 4;
  results.cases[0].subjects[1].rounds = [];
  results.cases[0].subjects[2].interval = [2, 1];
  results.cases[1].subjects = {};
  results.cases[2].subjects[0].status = "absent";
  expect(messageOf(JSON.stringify(results)).split("\n")).toEqual([
    'readResults a.json: expected mode to be "quick" or "full", got "slow". Write the file again with `tenet bench --out`.',
    "readResults a.json: expected environment.date to be present, got undefined.",
    'readResults a.json: expected environment.versions["@tenetjs/kernels"] to be a string, got 4.',
    "readResults a.json: expected cases[0].subjects[1].rounds to be at least one round, got [].",
    "readResults a.json: expected cases[0].subjects[2].interval to be the least before the most, got [2,1].",
    "readResults a.json: expected cases[1].subjects to be an array, got {}.",
    'readResults a.json: expected cases[2].subjects[0].status to be "measured" or "skipped" or "failed", got "absent".',
  ]);
});

test("of many bad fields, ten are named and the rest are counted", () => {
  const results = JSON.parse(text);
  for (const result of results.cases) Object.assign(result, { unit: 1, title: 2, better: 3, id: 4 });
  const lines = messageOf(JSON.stringify(results)).split("\n");
  expect(lines).toHaveLength(11);
  expect(lines.at(-1)).toBe("readResults a.json: 14 more fields are invalid.");
});

test("another schema version, a duplicate id and a value that is not an object are refused", () => {
  const results = sampleResults();
  expect(messageOf(JSON.stringify({ ...results, schema: 2 }))).toContain("expected schema to be 1, got 2.");
  const twice = { ...results, cases: [results.cases[0], results.cases[0]] };
  expect(messageOf(JSON.stringify(twice))).toContain("expected cases to be an array of unique ids");
  expect(messageOf("null")).toContain("readResults a.json: expected the results to be an object, got null.");
});

test("the position at which the text stops being JSON is reported in bytes", () => {
  expect(messageOf('{"é": 1, }')).toContain('readResults a.json: expected JSON, got "}" at byte 10.');
  expect(messageOf(text.slice(0, 40))).toContain("expected JSON, got its end at byte 40.");
});

test("however results are corrupted, they are read or refused with a reason", () => {
  const places = paths(JSON.parse(text));
  const nonsense = fc.oneof(
    fc.jsonValue(),
    fc.constantFrom(undefined, null, -1, 0, "", "none", [], {}, [1, 0]),
  );
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.constantFrom(...places), nonsense), { minLength: 1, maxLength: 3 }),
      fc.option(fc.tuple(fc.nat(text.length), fc.nat(3), fc.string({ maxLength: 3 }))),
      (changes, cut) => {
        const results = JSON.parse(text);
        for (const [path, value] of changes) put(results, path, value);
        const written = JSON.stringify(results);
        const mutated =
          cut === null ? written : written.slice(0, cut[0]) + cut[2] + written.slice(cut[0] + cut[1]);
        let read: unknown;
        try {
          read = readResults(mutated, "a.json");
        } catch (error) {
          expect(error).toBeInstanceOf(TenetError);
          expect((error as Error).message).toMatch(
            /^readResults a\.json: expected (.+ to be .+|no unknown fields), got |expected JSON, got .+ at byte \d+/,
          );
          return;
        }
        expect(readResults(JSON.stringify(read), "a.json")).toEqual(read);
      },
    ),
    { numRuns: 500 },
  );
});

function messageOf(broken: string): string {
  try {
    readResults(broken, "a.json");
  } catch (error) {
    expect(error).toMatchObject({ name: "TenetError", code: "BAD_RESULTS" });
    return (error as Error).message;
  }
  throw new Error("The results were read.");
}

type Path = readonly string[];

/** The path of every value within a JSON value. */
function paths(value: unknown, from: Path = []): Path[] {
  if (typeof value !== "object" || value === null) return [from];
  const inner = Object.entries(value).flatMap(([key, item]) => paths(item, [...from, key]));
  return from.length === 0 ? inner : [from, ...inner];
}

/** Sets the value at a path, if the path still exists. */
function put(target: unknown, [key, ...rest]: Path, value: unknown): void {
  if (typeof target !== "object" || target === null || key === undefined) return;
  const record = target as Record<string, unknown>;
  if (rest.length === 0) record[key] = value;
  else put(record[key], rest, value);
}
