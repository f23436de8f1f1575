import { expect, test } from "vitest";
import type { Case } from "../cases/case.ts";
import { textNetwork } from "../cases/networks.ts";
import type { CaseResult } from "../results/results.ts";
import { type Answers, fakeConnect, fakeSubject, fastPace, sound } from "./fake-subject.test.fixture.ts";
import { type Candidate, type CaseEnd, measureCase } from "./measure-case.ts";
import type { Step } from "./measurement.ts";

const benchCase: Case = {
  id: "train/fake",
  title: "Train",
  task: { kind: "train", network: textNetwork, batch: 2, time: 3 },
  measure: "time",
  reference: "reference",
};

test("the result has each subject's rounds, median, ratio and check, in the order of the candidates", async () => {
  const { result, stopped } = await measure({ reference: sound(20), quick: sound(5) });
  expect(result.subjects.map(({ id }) => id)).toEqual(["reference", "quick"]);
  expect(result.subjects[1]).toMatchObject({
    status: "measured",
    rounds: [5, 5, 5, 5],
    median: 5,
    interval: [5, 5],
    ratio: { median: 4, interval: [4, 4] },
    check: { status: "agrees", value: 2, expected: 2 },
  });
  expect(result.subjects[0]).not.toHaveProperty("ratio");
  expect(stopped.sort()).toEqual(["quick", "reference"]);
});

test("each round interleaves the subjects in a different order", async () => {
  const subjects = Object.fromEntries(["a", "b", "c", "d"].map((id) => [id, sound(1)]));
  const { steps } = await measure(subjects);
  const turns = steps.filter(({ doing }) => doing === "works").map(({ subject }) => subject);
  const rounds = Array.from({ length: turns.length / 4 }, (_, round) =>
    turns.slice(4 * round, 4 * round + 4),
  );
  expect(rounds).toHaveLength(fastPace.rounds + 1);
  for (const round of rounds) expect([...round].sort()).toEqual(["a", "b", "c", "d"]);
  expect(new Set(rounds.map(String)).size).toBeGreaterThan(1);
});

test("a subject with slow calls takes part only in the first rounds, and is compared in those", async () => {
  const { result } = await measure({ reference: sound(50), quick: sound(5) });
  expect(result.subjects[0]).toMatchObject({ status: "measured", rounds: [50, 50] });
  expect(result.subjects[1]).toMatchObject({ rounds: [5, 5, 5, 5], ratio: { median: 10 } });
});

const faulty: Record<string, [answers: Answers, status: "failed" | "skipped", reason: string | RegExp]> = {
  "says why it cannot start": [
    only("prepare", { failed: "no memory to share" }),
    "failed",
    "no memory to share",
  ],
  "crashes when it starts": [
    only("prepare", new Error("it ended with code 3: too hot")),
    "failed",
    "it ended with code 3: too hot",
  ],
  "crashes at work": [only("work", new Error("it ended with SIGSEGV")), "failed", "it ended with SIGSEGV"],
  "hangs when it starts": [
    only("prepare", new Promise(() => {})),
    "failed",
    /^it did not prepare within [\d.]+ s$/,
  ],
  "hangs at work": [only("work", new Promise(() => {})), "failed", /^it did not work within [\d.]+ s$/],
  "replies with something else": [
    only("work", { value: 3 }),
    "failed",
    "it replied with something other than times",
  ],
  "replies with a value that is not a number": [
    only("check", { value: "three" }),
    "failed",
    "it replied with something other than value",
  ],
  "replies with an impossible time": [
    only("work", { times: [-1] }),
    "failed",
    "it replied with something other than times",
  ],
  "replies with null": [only("check", null), "failed", "it replied with something other than value"],
  "computes a different output": [
    sound(1, 3),
    "failed",
    "from the same weights it computes 3.00000, where the others compute 2.00000",
  ],
  "is too slow": [sound(61), "skipped", "a call takes 0.061 s, longer than the limit of 0.06 s"],
};

test.each(Object.entries(faulty))(
  "a subject that %s is listed with the reason, and the others are measured",
  async (_, [answers, status, reason]) => {
    const { result, stopped } = await measure({ reference: sound(20), faulty: answers, other: sound(10) });
    expect(result.subjects[1]).toEqual({
      id: "faulty",
      title: "The faulty",
      threads: 1,
      status,
      reason: reason instanceof RegExp ? expect.stringMatching(reason) : reason,
    });
    expect(result.subjects[2]).toMatchObject({ status: "measured", ratio: { median: 2 } });
    expect(stopped).toContain("faulty");
  },
);

test("a subject that does a different task is measured and marked, and its output does not count in the check", async () => {
  const different = fakeSubject("different", { different: () => "it has no batches" });
  const answers = { reference: sound(20), different: sound(5, 77), other: sound(10) };
  const { connect } = fakeConnect(answers);
  const candidates = [fakeSubject("reference"), different, fakeSubject("other")].map((subject) => ({
    subject,
  }));
  const { result } = await finish(measureCase(benchCase, candidates, { connect, pace: fastPace }));
  expect(result.subjects.map((subject) => subject.status === "measured" && subject.check.status)).toEqual([
    "agrees",
    "different",
    "agrees",
  ]);
});

test("a missing subject is skipped with the reason, and never started", async () => {
  const { connect, stopped } = fakeConnect({ reference: sound(20) });
  const candidates: Candidate[] = [
    { subject: fakeSubject("reference") },
    { subject: fakeSubject("absent"), missing: "npm install absent" },
  ];
  const { result } = await finish(measureCase(benchCase, candidates, { connect, pace: fastPace }));
  expect(result.subjects[1]).toMatchObject({ status: "skipped", reason: "npm install absent" });
  expect(stopped).not.toContain("absent");
});

test("an abort ends the current turn, and keeps the rounds before it", async () => {
  const controller = new AbortController();
  let turns = 0;
  const aborting: Answers = (request) => {
    if (request.ask !== "work") return sound(1)(request);
    turns += 1;
    // The first turn is the warm-up, the next two are rounds, and the fourth never ends.
    if (turns < 4) return { times: [1] };
    controller.abort();
    return new Promise(() => {});
  };
  const { result } = await measure({ aborting }, { signal: controller.signal });
  expect(result.subjects[0]).toMatchObject({ status: "measured", rounds: [1, 1] });
});

test("breaking out of a measurement stops its subjects", async () => {
  const { connect, stopped } = fakeConnect({ reference: sound(1) });
  const candidates = [{ subject: fakeSubject("reference") }];
  for await (const event of measureCase(benchCase, candidates, { connect, pace: fastPace })) {
    if ("doing" in event && event.doing === "works") break;
  }
  expect(stopped).toEqual(["reference"]);
});

test("an abort before a subject's first round skips it", async () => {
  const controller = new AbortController();
  controller.abort();
  const { result } = await measure({ reference: sound(1) }, { signal: controller.signal });
  expect(result.subjects[0]).toMatchObject({
    status: "skipped",
    reason: "the run was stopped before its turn",
  });
});

test("generation is measured in characters per second, and more is better", async () => {
  const generation: Case = {
    ...benchCase,
    task: { ...benchCase.task, kind: "generate", batch: 4, time: 50 },
  };
  const { result } = await measure({ reference: sound(20), quick: sound(10) }, { benchCase: generation });
  expect(result).toMatchObject({ unit: "characters/s", better: "higher" });
  expect(result.subjects[1]).toMatchObject({ median: 20_000, ratio: { median: 2 } });
});

test("cold start and memory are measured in a fresh process each round, and the first round does not count", async () => {
  for (const measureName of ["load", "memory"] as const) {
    let processes = 0;
    const counting: Answers = (request) => {
      if (request.ask === "prepare" || request.ask === "load") processes += 1;
      return sound(processes)(request);
    };
    const { result } = await measure({ counting }, { benchCase: { ...benchCase, measure: measureName } });
    expect(result.subjects[0]).toMatchObject({
      status: "measured",
      rounds: [2, 3],
      check: { status: "none" },
    });
  }
});

/** A subject without faults except for one reply. An `Error` is thrown. */
function only(ask: string, answer: unknown): Answers {
  return (request) => {
    if (request.ask !== ask) return sound(5)(request);
    if (answer instanceof Error) throw answer;
    return answer;
  };
}

async function measure(
  answers: Readonly<Record<string, Answers>>,
  options: { readonly signal?: AbortSignal; readonly benchCase?: Case } = {},
) {
  const { connect, stopped } = fakeConnect(answers);
  const candidates = Object.keys(answers).map((id) => ({ subject: fakeSubject(id) }));
  const { benchCase: measured = benchCase, ...rest } = options;
  const world = { connect, pace: fastPace, ...rest };
  return { ...(await finish(measureCase(measured, candidates, world))), stopped };
}

/** The result of a measurement, and its steps. */
async function finish(
  measurement: AsyncIterable<Step | CaseEnd>,
): Promise<{ result: CaseResult; steps: Step[] }> {
  const steps: Step[] = [];
  for await (const event of measurement) {
    if ("result" in event) return { result: event.result, steps };
    steps.push(event);
  }
  throw new Error("the measurement had no result");
}
