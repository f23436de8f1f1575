import { afterAll, beforeAll, expect, test, vi } from "vitest";
import type { Open } from "./describe-engine.ts";
import type { Engine } from "./engines/engine.ts";
import type { OpenPage } from "./open-page.ts";

/** Defines the tests of an engine's pages themselves: what they offer, and that no error is lost. They share one page. */
export function testPages({ features }: Engine, open: Open): void {
  let page: OpenPage;
  beforeAll(async () => {
    page = await open(true);
  });
  afterAll(() => page?.close());

  test.each(["page", "worker"] as const)("survey reports in a %s what the engine offers", async (host) => {
    const [webgpu, wasm, cpu] = await page.on(host).run("survey", undefined);
    expect(webgpu).toMatchObject({ name: "webgpu", available: features.webgpu });
    expect(wasm).toMatchObject({ name: "wasm", available: true, simd: features.simd });
    expect(cpu).toMatchObject({ name: "cpu", available: true });
  });

  test.each(["page", "worker"] as const)(
    "an error of a scenario in a %s reaches the caller",
    async (host) => {
      const wrong = page.on(host).run("startOn", { backend: "vulkan" as "webgpu", form: "composed" });
      await expect(wrong).rejects.toThrow("start: expected the backend to be one of");
      expect(await page.errors()).toEqual([]);
    },
  );

  test("console errors and uncaught errors of a page are recorded", async () => {
    await page.evaluate(
      `(console.error("logged", 1), setTimeout(() => { throw new Error("uncaught"); }), Promise.reject(new Error("unhandled")), "")`,
    );
    await vi.waitFor(async () => {
      const errors = (await page.errors()).join("\n");
      for (const error of ["logged 1", "uncaught", "unhandled"]) expect(errors).toContain(error);
    });
  });
}
