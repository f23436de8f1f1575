import { existsSync } from "node:fs";
import { afterEach, beforeEach, expect, test, vi } from "vitest";

const installed = vi.hoisted(() => ({ names: [] as string[] }));
vi.mock("./installed-packages.ts", () => ({
  isInstalled: (name: string) => installed.names.includes(name),
  loadedTfjsCopies: () => [],
}));
vi.mock("webgpu", () => {
  throw new Error("no binary for this processor\nand a second line");
});

beforeEach(() => {
  vi.resetModules();
  // The Vulkan loader is found: dlopen always throws, for another reason.
  vi.spyOn(process, "dlopen").mockImplementation(() => {
    throw new Error("not an add-on");
  });
});

afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

test("the package webgpu that is not installed is told by the command that installs it", async () => {
  installed.names = [];
  const { findGpu } = await import("./node.ts");
  expect(await findGpu()).toEqual({
    reason: "the npm package webgpu is not installed",
    remedy: "Run npm install webgpu@0.6.2, with --global for a program that was installed so.",
  });
});

test("the package webgpu that does not load is told apart, with the first line of its error", async () => {
  installed.names = ["webgpu"];
  const { findGpu } = await import("./node.ts");
  const access = await findGpu();
  expect(access).toMatchObject({
    reason: expect.stringMatching(/^the npm package webgpu is installed, but does not load \([^\n]*\)$/),
    remedy: expect.stringContaining("npm install webgpu@0.6.2"),
  });
});

test("a driver that is named in the environment counts as a GPU, and so does its device file on Linux", async () => {
  const { mayHaveGpu } = await import("./node.ts");
  for (const name of ["VK_DRIVER_FILES", "VK_ICD_FILENAMES", "VK_ADD_DRIVER_FILES"])
    vi.stubEnv(name, undefined);
  const platform = vi.spyOn(process, "platform", "get");
  platform.mockReturnValue("darwin");
  expect(mayHaveGpu()).toBe(true);
  platform.mockReturnValue("linux");
  expect(mayHaveGpu()).toBe(
    ["/dev/dri", "/dev/nvidia0", "/dev/dxg", "/dev/kgsl-3d0", "/dev/mali0"].some(existsSync),
  );
  vi.stubEnv("VK_ICD_FILENAMES", "/usr/lib/swiftshader.json");
  expect(mayHaveGpu()).toBe(true);
});
