import { expect, test, vi } from "vitest";
import type { Open } from "./describe-engine.ts";
import type { Engine } from "./engines/engine.ts";

/** Defines the tests of an engine's pages themselves: what they offer, and that no error is lost. */
export function testPages({ features }: Engine, open: Open): void {
  test("survey reports what the engine offers, on a page and in its worker", async () => {
    const page = await open(true);
    for (const host of ["page", "worker"] as const) {
      const [webgpu, wasm, cpu] = await page.on(host).run("survey", undefined);
      expect(webgpu).toMatchObject({ name: "webgpu", available: features.webgpu });
      expect(wasm).toMatchObject({ name: "wasm", available: true, simd: features.simd });
      expect(cpu).toMatchObject({ name: "cpu", available: true });
    }
    expect(await page.errors()).toEqual([]);
    await page.close();
  });

  test.each(["page", "worker"] as const)(
    "an error of a scenario in a %s reaches the caller",
    async (host) => {
      const page = await open(false);
      const wrong = page.on(host).run("startOn", { backend: "vulkan" as "webgpu", form: "composed" });
      await expect(wrong).rejects.toThrow("start: expected the backend to be one of");
      await page.close();
    },
  );

  test("console errors and uncaught errors of a page are recorded", async () => {
    const page = await open(false);
    await page.evaluate(
      `(console.error("logged", 1), setTimeout(() => { throw new Error("uncaught"); }), Promise.reject(new Error("unhandled")), "")`,
    );
    await vi.waitFor(async () => {
      const errors = (await page.errors()).join("\n");
      for (const error of ["logged 1", "uncaught", "unhandled"]) expect(errors).toContain(error);
    });
    await page.close();
  });
}
