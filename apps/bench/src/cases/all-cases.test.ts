import { expect, test } from "vitest";
import { allSubjects } from "../subjects/all-subjects.ts";
import { gpuSubjects } from "../subjects/gpu-subjects.ts";
import { allCases } from "./all-cases.ts";
import { describeCase } from "./describe-case.ts";
import { gpuCases } from "./gpu.ts";
import { workloadOf } from "./workload.ts";

const subjects = allSubjects(4);

test("every case and every subject has a unique id, in the form that results require", () => {
  for (const list of [[...allCases, ...gpuCases], subjects, allSubjects(1), gpuSubjects(1), gpuSubjects(8)]) {
    const ids = list.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(id).toMatch(/^[a-z0-9-]+(\/[a-z0-9-]+)?$/);
  }
});

test.each(allCases)("$id has a reference that can do it, and a description", (benchCase) => {
  const reference = subjects.find(({ id }) => id === benchCase.reference);
  expect(reference?.can(benchCase.task)).toBe(true);
  expect(describeCase(benchCase).description).toMatch(/\.$/);
});

test.each(gpuCases)(
  "$id has a reference that can do it on a GPU, and uses Tenet's default number of threads",
  (benchCase) => {
    const onGpu = gpuSubjects(6);
    expect(onGpu.find(({ id }) => id === benchCase.reference)?.can(benchCase.task)).toBe(true);
    expect(onGpu.map(({ id }) => id)).toContain("tenet-wasm-4");
    expect(describeCase(benchCase).description).toMatch(/\.$/);
  },
);

test("a step whose loss is not read back is described as one of ten", () => {
  const [found] = gpuCases.filter(({ task }) => task.readEvery === 10);
  expect(found && describeCase(found).description).toContain(
    "one of 10 steps, after which the loss is read back",
  );
});

test("the quick mode has a case of each kind, and subjects from three libraries", () => {
  const quick = allCases.filter((benchCase) => benchCase.quick);
  expect(new Set(quick.map(({ task }) => task.kind))).toEqual(new Set(["train", "forward", "generate"]));
  const adapters = subjects.filter((subject) => subject.quick).map(({ adapter }) => adapter);
  expect(new Set(adapters)).toEqual(new Set(["tenet", "tfjs-layers", "pytorch"]));
});

test("the number of hardware threads decides which subjects there are", () => {
  const threads = (count: number) =>
    allSubjects(count)
      .filter(({ id }) => /^tenet-wasm-\d+$/.test(id))
      .map((subject) => subject.threads);
  expect(threads(1)).toEqual([1]);
  expect(threads(3)).toEqual([1, 2, 3]);
  expect(threads(100)).toEqual([1, 2, 4, 8, 16, 32, 64]);
});

test("a task's workload is the same each time it is made", () => {
  const [{ task }] = allCases as [(typeof allCases)[number]];
  expect(workloadOf(task)).toEqual(workloadOf({ ...task }));
});
