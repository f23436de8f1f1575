import { existsSync } from "node:fs";
import { constants } from "node:os";
import { dirname, join } from "node:path";
import { survey } from "@tenetjs/backends";

/** Whether tests can run on WebGPU here, or why not. */
export type WebgpuForTests =
  | { readonly available: true }
  | { readonly available: false; readonly reason: string };

/**
 * Whether tests can run on WebGPU here: `test.skipIf(!webgpu.available)`.
 *
 * With the environment variable TENET_REQUIRE_WEBGPU=1 no such test may be skipped: a machine without a graphics
 * card runs them on SwiftShader, where a Chromium is installed that carries it.
 *
 * @throws {Error} when WebGPU is required and there is none.
 */
export async function webgpuForTests(): Promise<WebgpuForTests> {
  const required = process.env.TENET_REQUIRE_WEBGPU === "1";
  if (required) useSwiftShader();
  const webgpu = (await survey()).find(({ name }) => name === "webgpu");
  if (webgpu?.available) return { available: true };
  const reason = `${webgpu?.reason}. ${webgpu?.remedy}`;
  if (required) throw new Error(`TENET_REQUIRE_WEBGPU is 1, but ${reason}`);
  return { available: false, reason };
}

/**
 * The environment of a program that a test starts: where tests run on the Vulkan driver of a Chromium, the program has to find
 * the Vulkan loader that lies in the same folder.
 */
export function environmentForPrograms(): NodeJS.ProcessEnv {
  const driver = process.env.VK_ICD_FILENAMES;
  return driver === undefined ? process.env : { ...process.env, LD_LIBRARY_PATH: dirname(driver) };
}

/** Makes Vulkan run on the processor, unless the environment names a driver already. */
function useSwiftShader(): void {
  const driver = drivers.find((file) => existsSync(file));
  if (process.env.VK_ICD_FILENAMES !== undefined || driver === undefined) return;
  process.env.VK_ICD_FILENAMES = driver;
  keepLoaded(join(dirname(driver), "libvulkan.so.1"));
}

/** Where Chromium's packages put SwiftShader: Debian, Ubuntu and Alpine, Google. */
const drivers = ["/usr/lib/chromium", "/usr/lib/chromium-browser", "/opt/google/chrome"].map((folder) =>
  join(folder, "vk_swiftshader_icd.json"),
);

/**
 * Loads Chromium's own Vulkan loader, which then serves whoever asks for libvulkan.so.1 by name, so that none need be
 * installed.
 */
function keepLoaded(library: string): void {
  const noDelete = 0x1000;
  try {
    process.dlopen({ exports: {} }, library, constants.dlopen.RTLD_NOW | noDelete);
  } catch {
    // Always: it is no Node add-on. With this flag of Linux it stays loaded all the same. If it is missing, the survey says so.
  }
}
