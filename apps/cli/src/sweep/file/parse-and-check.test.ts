import { seed } from "@tenetjs/core";
import { expect, test } from "vitest";
import { taskOf } from "../../tasks/all-tasks.ts";
import { checkSweep } from "./check-sweep.ts";
import { haltonPoints } from "./halton.ts";
import { parseSweep } from "./parse-sweep.ts";
import { trialsOf } from "./trials-of.ts";

/** The trials of a sweep file, after all checks but those of files. */
async function trials(text: string) {
  const parsed = parseSweep(text, "s.yaml");
  const task = await taskOf(parsed.form);
  checkSweep(parsed, task);
  return trialsOf(parsed, task, []);
}

test("every combination of lists, points and draws is a trial, with each seed", async () => {
  const found = await trials(`
task: palindrome
options: { steps: 20, length: 5 }
axes:
  cell: [rnn, gru]
  hidden: { from: 8, to: 64, scale: log }
  learning-rate: { from: 0.001, to: 0.1, scale: log }
points:
  - { optimizer: adam, clip: 1 }
  - { optimizer: sgd, clip: 10 }
draws: { count: 3, seed: 4 }
seeds: [5, 9]
`);
  expect(found).toHaveLength(2 * 2 * 3 * 2);
  expect(new Set(found.map(({ id }) => id)).size).toBe(24);
  expect(found.slice(0, 12).every(({ spec }) => spec.seed === 5)).toBe(true);
  for (const { point, spec } of found) {
    expect(Number.isInteger(point.hidden)).toBe(true);
    expect(point["learning-rate"]).toBeGreaterThanOrEqual(0.001);
    expect(point["learning-rate"]).toBeLessThanOrEqual(0.1);
    expect(spec.options).toMatchObject({ ...point, length: 5 });
    expect(spec.options).not.toHaveProperty("steps");
  }
  // Each combination of the lists has the same draws.
  expect(new Set(found.map(({ point }) => point.hidden)).size).toBeLessThanOrEqual(3);
});

test("JSON is a form of YAML, and the same sweep has the same trials, also when keys are in another order", async () => {
  const yaml = await trials("task: adding\naxes: { cell: [rnn, lstm] }\noptions: { batch: 8, length: 9 }");
  const json = await trials(
    '{ "task": "adding", "options": { "length": 9, "batch": 8 }, "axes": { "cell": ["rnn", "lstm"] } }',
  );
  expect(json).toEqual(yaml);
});

test.each<[problem: string, text: string, message: string]>([
  ["no YAML", "task: [", "s.yaml, line 1: expected YAML or JSON"],
  ["a key twice", "task: adding\nseeds: 1\nseeds: 2", "s.yaml, line 3: expected YAML or JSON"],
  ["an unknown field", "task: adding\naxis: {}", "s.yaml, line 2: expected no unknown fields"],
  ["an unknown task", "task: addition", "s.yaml, line 1: expected task to be"],
  ["no task", "seeds: 2", "expected task to be present"],
  [
    "a wrong form",
    "task: adding\naxes:\n  cell: [rnn]\n  hidden: 12",
    "s.yaml, line 4: expected axes.hidden to be",
  ],
  [
    "an unknown option",
    "task: adding\naxes:\n  cell: [rnn]\n  hiden: [12]",
    's.yaml, line 4: expected an option of adding that a sweep may set, got "hiden".',
  ],
  [
    "a value out of range",
    "task: adding\naxes:\n  hidden:\n    - 12\n    - 0",
    "s.yaml, line 5: expected a valid axes.hidden[1], got 0. Expected an integer of at least 1.",
  ],
  [
    "a value of another type",
    "task: adding\noptions:\n  cell: 3",
    "s.yaml, line 3: expected a valid options.cell, got 3.",
  ],
  [
    "an option twice",
    "task: adding\noptions: { cell: rnn }\naxes:\n  cell: [rnn]",
    "s.yaml, line 4: expected axes.cell to be set once, got options.cell too.",
  ],
  [
    "a value twice",
    "task: adding\naxes:\n  cell: [rnn, rnn]",
    "s.yaml, line 3: expected axes.cell to have each value once",
  ],
  ["the seed as an axis", "task: adding\naxes:\n  seed: [1, 2]", 'Seeds stand under "seeds".'],
  ["the steps as an axis", "task: adding\naxes:\n  steps: [1, 2]", 'set them under "options"'],
  [
    "a path",
    "task: text\ntexts: [alice]\noptions:\n  init-from: runs/a",
    "line 4: expected an option of text",
  ],
  [
    "a range without draws",
    "task: adding\naxes:\n  clip: { from: 1, to: 2 }",
    's.yaml, line 3: expected "draws" beside the range axes.clip, got none.',
  ],
  [
    "a range upside down",
    "task: adding\ndraws: { count: 2 }\naxes:\n  clip:\n    from: 2\n    to: 1",
    "s.yaml, line 6: expected axes.clip.to to be above its from, 2, got 1.",
  ],
  [
    "a log range from 0",
    "task: adding\ndraws: { count: 2 }\naxes:\n  clip: { from: 0, to: 1, scale: log }",
    "line 4: expected axes.clip.from to be above 0 on a log scale",
  ],
  [
    "draws without a range",
    "task: adding\ndraws: { count: 2 }",
    'line 2: expected a range among the axes for "draws"',
  ],
  [
    "points of different options",
    "task: adding\npoints:\n  - { clip: 1 }\n  - { clip: 2, batch: 3 }",
    's.yaml, line 4: expected all points to set the same options, got "batch".',
  ],
  [
    "texts for a task without",
    "task: adding\ntexts: [alice]",
    "line 2: expected no texts for the task adding",
  ],
  ["no texts for a task with", "task: text", "line 1: expected texts for the task text"],
  [
    "a measure of texts",
    "task: adding\nmeasure: heldOut.bitsPerCharacter",
    "line 2: expected a measure of a task without texts",
  ],
  [
    "halving beyond the steps",
    "task: adding\noptions: { steps: 50 }\nhalving:\n  from: 50",
    "line 4: expected halving.from to be below the 50 steps of a trial, got 50.",
  ],
  [
    "too many trials",
    "task: adding\ndraws: { count: 100000, by: random }\nseeds: 2\naxes:\n  clip: { from: 1, to: 2 }",
    "line 4: expected at most 100000 trials",
  ],
])("a file is refused with the line at fault: %s", async (_, text, message) => {
  await expect(trials(text)).rejects.toThrow(message);
});

test("Halton points fill the ranges more evenly than chance, and depend on the seed", () => {
  const points = haltonPoints(seed("a"), 64, 2);
  // Of 64 points, 8 belong in each eighth of either side.
  for (const side of [0, 1]) {
    const counts = new Array(8).fill(0);
    for (const point of points) counts[Math.floor((point[side] as number) * 8)] += 1;
    expect(Math.min(...counts)).toBeGreaterThanOrEqual(6);
    expect(Math.max(...counts)).toBeLessThanOrEqual(10);
  }
  expect(haltonPoints(seed("a"), 64, 2)).toEqual(points);
  expect(haltonPoints(seed("b"), 64, 2)).not.toEqual(points);
});
