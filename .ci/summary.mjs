// node summary.mjs REPORT STEP...: what failed, and as the last line "N passed, N failed", from vitest's JSON report and
// the names of the steps that failed.
import { readFileSync } from "node:fs";

const [path, ...failedSteps] = process.argv.slice(2);
const text = readFileSync(path, "utf8");
const files = text === "" ? [] : JSON.parse(text).testResults;
const tests = files.flatMap(({ name, assertionResults }) =>
  assertionResults.map(({ fullName, status }) => ({ name: `${name}: ${fullName}`, status })),
);
const passed = tests.filter(({ status }) => status === "passed").length;
const failedTests = tests.filter(({ status }) => status === "failed").map(({ name }) => name);
// A file that does not load has failed, but has no test that did.
const failedFiles = files
  .filter(({ name, status }) => status === "failed" && !failedTests.some((test) => test.startsWith(name)))
  .map(({ name }) => name);
const failures = [...failedTests, ...failedFiles];
const otherSteps = failedSteps.filter((step) => step !== "tests" || failures.length === 0);

for (const failure of [...failures, ...otherSteps]) process.stdout.write(`failed: ${failure}\n`);
process.stdout.write(`${passed} passed, ${failures.length + otherSteps.length} failed\n`);
