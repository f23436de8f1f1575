import { expect, test } from "vitest";
import type { Open } from "./describe-engine.ts";
import { fusedOnWasm } from "./describe-settings.ts";

/** Defines the test of a run that a page keeps in IndexedDB, and its worker keeps too. */
export function testKeeping(open: Open): void {
  test("the browser keeps a run for a page and its worker, until it is forgotten", async () => {
    const page = await open(true);
    for (const host of ["page", "worker"] as const) {
      const platform = page.on(host);
      await platform.run("startOn", fusedOnWasm);
      const name = `indexeddb://${host}`;
      const { saved, loaded, ...rest } = await platform.run("keepRun", { name });
      expect(rest).toEqual({ tokens: ["a", "b", "c"], step: 7, kept: [name], left: [] });
      expect(loaded).toEqual(saved);
    }
    expect(await page.errors()).toEqual([]);
    await page.close();
  });
}
