import { afterEach, expect, test, vi } from "vitest";
import { breather } from "./breather.ts";

afterEach(() => {
  vi.unstubAllGlobals();
});

/** How often timers had their turn while a loop ran for 60 ms on what is ready. */
async function turnsIn(breathe: () => Promise<void>): Promise<number> {
  let turns = 0;
  const timer = setInterval(() => {
    turns += 1;
  }, 1);
  const end = performance.now() + 60;
  while (performance.now() < end) await breathe();
  clearInterval(timer);
  return turns;
}

test("a loop that waits for nothing lets timers have their turn", async () => {
  expect(await turnsIn(async () => {})).toBe(0);
  expect(await turnsIn(breather(5))).toBeGreaterThanOrEqual(2);
});

test("it does so too where there is no setImmediate, as in a page", async () => {
  vi.stubGlobal("setImmediate", undefined);
  expect(await turnsIn(breather(5))).toBeGreaterThanOrEqual(2);
});
