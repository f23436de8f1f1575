import { expect, test, vi } from "vitest";
import { loop } from "./loop.ts";

/** A loop that counts its steps, and what went wrong. */
function counting(work: (count: number) => void = () => {}) {
  const counts = { steps: 0, failures: [] as unknown[] };
  const running = loop(
    async () => {
      counts.steps += 1;
      work(counts.steps);
    },
    (error) => {
      counts.failures.push(error);
    },
  );
  return { counts, running };
}

const soon = () => new Promise((resolve) => setTimeout(resolve, 20));

test("a loop runs while it plays, and one step at a time otherwise", async () => {
  const { counts, running } = counting();
  await soon();
  expect(counts.steps).toBe(0);
  running.step();
  running.step();
  await vi.waitFor(() => expect(counts.steps).toBe(2));
  running.play();
  await vi.waitFor(() => expect(counts.steps).toBeGreaterThan(5));
  running.pause();
  await soon();
  const paused = counts.steps;
  await soon();
  expect(counts.steps).toBe(paused);
  await running.end();
});

test("a limit holds the loop to so many steps a second", async () => {
  const { counts, running } = counting();
  running.limit(20);
  running.play();
  await new Promise((resolve) => setTimeout(resolve, 300));
  await running.end();
  expect(counts.steps).toBeGreaterThan(0);
  expect(counts.steps).toBeLessThanOrEqual(7);
});

test("an error pauses the loop, which can play on", async () => {
  const { counts, running } = counting((count) => {
    if (count === 3) throw new Error("the third step");
  });
  running.play();
  await vi.waitFor(() => expect(counts.failures).toEqual([new Error("the third step")]));
  await soon();
  expect(counts.steps).toBe(3);
  running.play();
  await vi.waitFor(() => expect(counts.steps).toBeGreaterThan(3));
  await running.end();
});
