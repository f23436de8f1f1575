import { answerLimit } from "@tenetjs/testing/limits";
import { expect, test, vi } from "vitest";
import type { TenetText } from "../text/text-definition.ts";
import { callIn } from "./call-in.ts";
import type { OpenLab } from "./describe-lab.ts";
import type { PageRecord } from "./page-record.ts";

declare const record: PageRecord;

/** A network that learns the commonest letters in seconds. */
export const smallText =
  "elements=tenet-text&hidden-size=16&window=16&batch=8&learning-rate=0.03&backend=wasm";

/** Defines the test of `<tenet-text>` that every engine has to pass. */
export function testText(open: OpenLab): void {
  test("tenet-text trains on the story, writes, and goes on after a reload", async () => {
    const tab = await open(smallText);
    const loss = await callIn(tab, untilLoss, 3);
    expect(loss).toBeLessThan(3);
    const [saved, samples, written] = await callIn(tab, pauseAndLook);
    expect(saved).toBeGreaterThan(0);
    expect(samples).toBeGreaterThan(3);
    expect(written).toBeGreaterThan(20);
    expect(await tab.errors()).toEqual([]);

    await callIn(tab, reload);
    await vi.waitUntil(async () => (await callIn(tab, stepNow).catch(() => 0)) >= saved, {
      timeout: answerLimit,
      interval: 500,
    });
    expect(await tab.errors()).toEqual([]);
  });
}

/** The held-out loss once it is below `goal`. */
export async function untilLoss(goal: number): Promise<number> {
  for (;;) {
    const failed = record.events.find(({ type }) => type === "tenet-failure");
    if (failed !== undefined) throw new Error(JSON.stringify(failed.detail));
    const last = record.events.findLast(({ type }) => type === "tenet-evaluation");
    const loss = (last?.detail as { loss: number } | undefined)?.loss ?? Number.POSITIVE_INFINITY;
    if (loss < goal) return loss;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** The step at which it was kept after a pause, the number of samples, and of characters that it wrote. */
async function pauseAndLook(): Promise<[number, number, number]> {
  const text = document.querySelector("tenet-text") as TenetText;
  const root = text.shadowRoot as ShadowRoot;
  const { length } = record.events;
  text.pause();
  for (;;) {
    const saved = record.events.slice(length).find(({ type }) => type === "tenet-saved");
    const written = root.querySelector(".box")?.textContent?.length ?? 0;
    if (saved !== undefined && written > 20)
      return [(saved.detail as { step: number }).step, root.querySelectorAll(".samples li").length, written];
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

function reload(): void {
  Object.assign(globalThis, { leaving: true });
  setTimeout(() => location.reload());
}

/** The step that the element shows; 0 if it shows none, or if it is still the page before the reload. */
function stepNow(): number {
  if (Object.hasOwn(globalThis, "leaving")) return 0;
  const text = document.querySelector("tenet-text")?.shadowRoot?.querySelector(".steps")?.textContent ?? "";
  return Number(text.replace(/\D/g, ""));
}
