import { afterEach, expect, test, vi } from "vitest";
import { breather } from "./breather.ts";

afterEach(() => {
  vi.unstubAllGlobals();
});

/** The number of times that a timer ran during a loop of `breathe`, which ends at the second time or after `most` milliseconds. */
async function turnsIn(breathe: () => Promise<void>, most: number): Promise<number> {
  let turns = 0;
  const timer = setInterval(() => {
    turns += 1;
  }, 1);
  const end = performance.now() + most;
  while (turns < 2 && performance.now() < end) await breathe();
  clearInterval(timer);
  return turns;
}

test("a loop that never waits lets timers run", async () => {
  expect(await turnsIn(async () => {}, 50)).toBe(0);
  expect(await turnsIn(breather(5), 5000)).toBe(2);
});

test("timers run without setImmediate too, as in a page", async () => {
  vi.stubGlobal("setImmediate", undefined);
  expect(await turnsIn(breather(5), 5000)).toBe(2);
});

test("between its pauses it waits only for a microtask", async () => {
  const breathe = breather(10_000);
  let turned = false;
  setImmediate(() => {
    turned = true;
  });
  for (let round = 0; round < 1000; round += 1) await breathe();
  expect(turned).toBe(false);
});
