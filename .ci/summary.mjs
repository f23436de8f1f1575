// node summary.mjs REPORT STEP... prints what was flaky and what failed, and as the last line "N passed, N failed". REPORT is vitest's JSON report, and
// each STEP is the name of a failed step.
import { readFileSync } from "node:fs";
import { relative } from "node:path";

const [path, ...failedSteps] = process.argv.slice(2);
const text = readFileSync(path, "utf8");
const files = text === "" ? [] : JSON.parse(text).testResults;
const tests = files.flatMap(({ assertionResults }) => assertionResults);
const passed = tests.filter(({ status }) => status === "passed").length;
// The errors of a test that passed are those of an earlier try.
const flaky = files.flatMap(({ name, assertionResults }) =>
  assertionResults
    .filter(({ status, failureMessages }) => status === "passed" && failureMessages.length > 0)
    .map(({ fullName, failureMessages }) => [
      `${relative(process.cwd(), name)}: ${fullName}`,
      ...failureMessages,
    ]),
);
const failures = files
  .filter(({ status }) => status === "failed")
  .flatMap(({ name, assertionResults }) => {
    const path = relative(process.cwd(), name);
    const tests = assertionResults.filter(({ status }) => status === "failed");
    // A file that fails to load has no failed test.
    return tests.length === 0 ? [path] : tests.map(({ fullName }) => `${path}: ${fullName}`);
  });
const otherSteps = failedSteps.filter((step) => step !== "tests" || failures.length === 0);

for (const [test, ...errors] of flaky)
  process.stdout.write(`flaky: ${test}\n${errors.join("\n").replace(/^/gm, "    ")}\n`);
for (const failure of [...failures, ...otherSteps]) process.stdout.write(`failed: ${failure}\n`);
process.stdout.write(`${passed} passed, ${failures.length + otherSteps.length} failed\n`);
