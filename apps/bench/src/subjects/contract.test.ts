import { environmentForPrograms, webgpuForTests } from "@tenetjs/testing";
import { answerLimit } from "@tenetjs/testing/limits";
import { describe, expect, test } from "vitest";
import { withCell } from "../cases/networks.ts";
import type { NetworkTask } from "../cases/task.ts";
import { judge } from "../results/judge.ts";
import { answerWithin } from "../run/connection.ts";
import { nodeHost } from "../run/node/node-host.ts";
import { allSubjects } from "./all-subjects.ts";
import { gpuSubjects } from "./gpu-subjects.ts";
import type { Subject } from "./subject.ts";

const text = withCell({ reads: "ids", inputSize: 11, hiddenSize: 8, layers: 2, classes: 11 }, "lstm");
const digits = withCell({ reads: "numbers", inputSize: 1, hiddenSize: 8, layers: 1, classes: 10 }, "lstm");
const sizes = { batch: 3, time: 4 };
const tasks: readonly NetworkTask[] = [
  { kind: "train", network: text, ...sizes },
  { kind: "train", network: text, ...sizes, readEvery: 2 },
  { kind: "train", network: digits, ...sizes },
  { kind: "train", network: withCell(text, "rnn"), ...sizes },
  { kind: "train", network: withCell(text, "gru"), ...sizes },
  { kind: "train", network: withCell(text, "phased-lstm"), ...sizes },
  { kind: "forward", network: text, ...sizes },
  { kind: "generate", network: text, ...sizes },
];

await webgpuForTests();
// Subjects are processes of their own, which need the same Vulkan driver as the tests.
Object.assign(process.env, environmentForPrograms());
const host = nodeHost({ softwareGpu: true });
const everyone = [...allSubjects(2), ...gpuSubjects(2)].map((subject) => [subject.id, subject] as const);
// On one thread, the other forms of the kernels differ from those on two by nothing that could fail.
const isRedundant = ({ threads, options }: Subject) => options.form !== undefined && threads === 1;
// Those that vary a step have values of their own, and a test of their own.
const isVariation = ({ options }: Subject) => options.variation !== undefined;
const subjects = [...new Map(everyone).values()].filter(
  (subject) => subject.hosts.includes("node") && !isRedundant(subject) && !isVariation(subject),
);
const reasons = await Promise.all(subjects.map((subject) => host.whyMissing(subject)));

/** The value of each subject's check, by task. */
const values = new Map(tasks.map((task) => [task, new Map<string, number>()]));

describe.concurrent("a subject", () => {
  for (const [index, subject] of subjects.entries()) {
    const reason = reasons[index];
    const name = `${subject.id} does its tasks${reason === undefined ? "" : ` (skipped: ${reason})`}`;
    test.skipIf(reason !== undefined)(name, async () => {
      const connection = host.connect(subject);
      try {
        for (const task of tasksOf(subject)) {
          const { adapter, options } = subject;
          await answerWithin(connection, { ask: "prepare", adapter, task, options }, "versions", answerLimit);
          const { value } = await answerWithin(connection, { ask: "check" }, "value", answerLimit);
          const work = { ask: "work", milliseconds: 0 } as const;
          expect((await answerWithin(connection, work, "times", answerLimit)).times).toHaveLength(1);
          if (subject.different?.(task) === undefined) values.get(task)?.set(subject.id, value);
        }
      } finally {
        connection.stop();
      }
    });
  }
});

test.each(tasks.map((task) => [nameOf(task), task] as const))(
  "all subjects compute the same when they %s",
  (_, task) => {
    const found = [...(values.get(task) ?? [])];
    const verdicts = judge(found.map(([, value]) => value));
    expect(found.map(([id]) => id)).toContain("tenet-wasm-1");
    expect(found.filter((_, index) => typeof verdicts[index] === "string")).toEqual([]);
  },
);

/** The tasks that a subject can do. On WebGPU only one of each kind, because a software adapter is slow to compile shaders. */
function tasksOf(subject: Subject): NetworkTask[] {
  const able = tasks.filter((task) => subject.can(task));
  // The other forms of the kernels differ in products alone, and those on WebGPU in the sequence.
  if (subject.options.form !== undefined || subject.options.webgpu !== undefined) return able.slice(0, 1);
  if (subject.options.backend !== "webgpu") return able;
  const kindOf = ({ kind, readEvery = 1 }: NetworkTask) => `${kind} ${readEvery}`;
  return able.filter((task, index) => able.findIndex((other) => kindOf(other) === kindOf(task)) === index);
}

function nameOf({ kind, network: { cell, reads }, readEvery }: NetworkTask): string {
  return `${kind} with ${cell} on ${reads}${readEvery === undefined ? "" : `, ${readEvery} steps a call`}`;
}
