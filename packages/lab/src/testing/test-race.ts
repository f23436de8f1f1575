import type { Engine } from "@tenetjs/conformance/engines";
import { answerLimit } from "@tenetjs/testing/limits";
import { expect, test } from "vitest";
import type { TenetRace } from "../race/race-definition.ts";
import { callIn } from "./call-in.ts";
import type { OpenLab } from "./describe-lab.ts";
import type { PageRecord } from "./page-record.ts";

declare const record: PageRecord;
declare const lastAccuracies: () => number[];

/** A race that both networks win in seconds. */
const short = "elements=tenet-race&length=5&hidden-size=16&learning-rate=0.05";

/** Defines the tests of `<tenet-race>` that every engine has to pass. */
export function testRace({ features }: Engine, open: OpenLab): void {
  test.each([true, false])("trains, pauses and goes on (isolated: %s)", async (isolated) => {
    const tab = await open(short, { isolated });
    const accuracies = await callIn(tab, untilLearned, 0.95);
    expect(Math.min(...accuracies)).toBeGreaterThanOrEqual(0.95);

    const line = await callIn(tab, backendLine);
    expect(line).toMatch(/^WASM, \d threads?/);
    if (!isolated) expect(line).toContain("not cross-origin isolated");
    else if (!features.sharesMemory) expect(line).toContain("this browser does not let");

    const [paused, later] = await callIn(tab, stepsWhilePaused);
    expect(later).toBe(paused);
    expect(await callIn(tab, stepsAfterPlay, paused)).toBeGreaterThan(paused);
    expect(await tab.errors()).toEqual([]);
  });

  test("two races run on one page, and one that is removed ends its worker", async () => {
    const tab = await open("elements=tenet-race,tenet-race&length=5&hidden-size=8", { isolated: false });
    await callIn(tab, untilBothEvaluate);
    // Browsers tell of a worker's start and end with a delay. WebKit tells of none.
    const workers = async (count: number) => {
      if (tab.workers() !== undefined)
        await expect.poll(() => tab.workers(), { timeout: answerLimit }).toBe(count);
    };
    await workers(2);
    await callIn(tab, () => document.querySelector("tenet-race")?.remove());
    expect(await callIn(tab, goesOn)).toBe(true);
    await workers(1);
    expect(await tab.errors()).toEqual([]);
  });
}

/** The accuracies of the networks once all of them reach `goal`. */
export async function untilLearned(goal: number): Promise<number[]> {
  while (Math.min(...lastAccuracies()) < goal) {
    const failed = record.events.find(({ type }) => type === "tenet-failure");
    if (failed !== undefined) throw new Error(JSON.stringify(failed.detail));
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return lastAccuracies();
}

/** What the element says of its backend. */
export function backendLine(): string {
  return document.querySelector("tenet-race")?.shadowRoot?.querySelector("[part=backend]")?.textContent ?? "";
}

/** The number of finished steps shortly after a pause, and half a second later. */
async function stepsWhilePaused(): Promise<[number, number]> {
  const race = document.querySelector("tenet-race") as TenetRace;
  const steps = () => Number(race.shadowRoot?.querySelector(".steps")?.textContent?.replace(/\D/g, ""));
  race.pause();
  await new Promise((resolve) => setTimeout(resolve, 500));
  const paused = steps();
  await new Promise((resolve) => setTimeout(resolve, 500));
  return [paused, steps()];
}

/** The number of finished steps once it is larger than `paused`. */
async function stepsAfterPlay(paused: number): Promise<number> {
  const race = document.querySelector("tenet-race") as TenetRace;
  const steps = () => Number(race.shadowRoot?.querySelector(".steps")?.textContent?.replace(/\D/g, ""));
  race.play();
  while (steps() <= paused) await new Promise((resolve) => setTimeout(resolve, 50));
  return steps();
}

/** Resolves when both races have been evaluated a few times. */
async function untilBothEvaluate(): Promise<void> {
  const counts = new Map<EventTarget | null, number>();
  addEventListener("tenet-evaluation", ({ target }) => counts.set(target, 1 + (counts.get(target) ?? 0)));
  while (counts.size < 2) await new Promise((resolve) => setTimeout(resolve, 50));
}

/** Whether the race that is left is evaluated again. */
async function goesOn(): Promise<boolean> {
  const { length } = record.events;
  while (record.events.length < length + 2) await new Promise((resolve) => setTimeout(resolve, 50));
  return true;
}
