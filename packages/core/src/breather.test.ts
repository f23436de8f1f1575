import { afterEach, expect, test, vi } from "vitest";
import { breather } from "./breather.ts";

afterEach(() => {
  vi.unstubAllGlobals();
});

/** How often a timer had its turn in a loop on what is ready, which ends with the second turn or after `most` milliseconds. */
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

test("a loop that waits for nothing lets timers have their turn", async () => {
  expect(await turnsIn(async () => {}, 50)).toBe(0);
  expect(await turnsIn(breather(5), 5000)).toBe(2);
});

test("it does so too where there is no setImmediate, as in a page", async () => {
  vi.stubGlobal("setImmediate", undefined);
  expect(await turnsIn(breather(5), 5000)).toBe(2);
});

test("between its pauses it waits for nothing but a microtask", async () => {
  const breathe = breather(10_000);
  let turned = false;
  setImmediate(() => {
    turned = true;
  });
  for (let round = 0; round < 1000; round += 1) await breathe();
  expect(turned).toBe(false);
});
