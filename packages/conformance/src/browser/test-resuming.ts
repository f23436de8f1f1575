import { largestDifference } from "@tenetjs/testing";
import { expect, test } from "vitest";
import type { StartOn } from "../scenarios/start-on.ts";
import { resumedLosses, uninterruptedLosses } from "../training/resumed-losses.ts";
import type { Open } from "./describe-engine.ts";
import type { Host } from "./page.ts";

/** A part of a training: where it runs, and the backend and form to start there. */
export type PageLeg = { readonly isolated: boolean; readonly host: Host; readonly start: StartOn };

/** Defines the test of a training that continues from page to page. */
export function testResuming(open: Open, legs: readonly PageLeg[]): void {
  test("training that resumes on other backends, pages and workers has the losses of an uninterrupted run", async () => {
    const pages = { isolated: await open(true), plain: await open(false) };
    const losses = await resumedLosses(
      legs.map(({ isolated, host, start }) => ({
        on: (isolated ? pages.isolated : pages.plain).on(host),
        start,
      })),
    );
    const expected = await uninterruptedLosses(legs.length);
    expect(largestDifference(losses, expected)).toBeLessThan(1e-5);
    for (const page of Object.values(pages)) {
      expect(await page.errors()).toEqual([]);
      await page.close();
    }
  });
}
