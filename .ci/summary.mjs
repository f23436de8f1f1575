// node summary.mjs REPORT STEP... prints what was flaky and what failed, with their errors, and as the last line "N passed, N failed". REPORT is
// vitest's JSON report, and each STEP is the name of a failed step.
import { readFileSync } from "node:fs";
import { relative } from "node:path";

/** An error's message and where it was thrown, without the rest of its stack. A message may be long. */
const brief = (error) =>
  error
    .slice(0, 2_000)
    .replace(/^(\s+at .*\n?)[\s\S]*/m, "$1")
    .trimEnd();

const [path, ...failedSteps] = process.argv.slice(2);
const text = readFileSync(path, "utf8");
const files = text === "" ? [] : JSON.parse(text).testResults;
const tests = files.flatMap(({ assertionResults }) => assertionResults);
const passed = tests.filter(({ status }) => status === "passed").length;
const namesAndErrors = (name, { fullName, failureMessages }) => [
  `${relative(process.cwd(), name)}: ${fullName}`,
  ...failureMessages,
];
// The errors of a test that passed are those of an earlier try.
const flaky = files.flatMap(({ name, assertionResults }) =>
  assertionResults
    .filter(({ status, failureMessages }) => status === "passed" && failureMessages.length > 0)
    .map((test) => namesAndErrors(name, test)),
);
const failures = files
  .filter(({ status }) => status === "failed")
  .flatMap(({ name, message, assertionResults }) => {
    const tests = assertionResults.filter(({ status }) => status === "failed");
    // A file that fails to load has no failed test.
    if (tests.length === 0) return [[relative(process.cwd(), name), message]];
    return tests.map((test) => namesAndErrors(name, test));
  });
const otherSteps = failedSteps.filter((step) => step !== "tests" || failures.length === 0);

const tell = (what, [test, ...errors]) =>
  process.stdout.write(`${what}: ${test}\n${errors.map(brief).join("\n").replace(/^/gm, "    ")}\n`);
for (const test of flaky) tell("flaky", test);
for (const test of failures) tell("failed", test);
for (const step of otherSteps) process.stdout.write(`failed: ${step}\n`);
process.stdout.write(`${passed} passed, ${failures.length + otherSteps.length} failed\n`);
