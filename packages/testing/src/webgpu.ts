import { existsSync } from "node:fs";
import { constants } from "node:os";
import { dirname, join } from "node:path";
import { survey } from "@tenetjs/backends";

/** Whether tests can run on WebGPU on this machine, or why not. */
export type WebgpuForTests =
  | { readonly available: true }
  | { readonly available: false; readonly reason: string };

/**
 * Whether tests can run on WebGPU on this machine, for `test.skipIf(!webgpu.available)`.
 *
 * With the environment variable TENET_REQUIRE_WEBGPU=1 no test may be skipped. A machine without a GPU
 * then runs them on SwiftShader, if a Chromium that includes it is installed.
 *
 * @throws {Error} when WebGPU is required and there is no adapter.
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
 * The environment variables for a program that a test starts. If tests run on Chromium's Vulkan driver, the program has to find
 * the Vulkan loader in the same folder.
 */
export function environmentForPrograms(): NodeJS.ProcessEnv {
  const driver = process.env.VK_ICD_FILENAMES;
  if (driver === undefined) return process.env;
  // A layer of Mesa, where that is installed, would write to the standard error of every program without a desktop.
  return { ...process.env, LD_LIBRARY_PATH: dirname(driver), NODEVICE_SELECT: "1" };
}

/** Makes Vulkan use SwiftShader, unless the environment already names a driver. */
function useSwiftShader(): void {
  const driver = drivers.find((file) => existsSync(file));
  if (process.env.VK_ICD_FILENAMES !== undefined || driver === undefined) return;
  process.env.VK_ICD_FILENAMES = driver;
  keepLoaded(join(dirname(driver), "libvulkan.so.1"));
}

/** The paths of SwiftShader in the Chromium packages of Debian, of Ubuntu and Alpine, and of Google. */
const drivers = ["/usr/lib/chromium", "/usr/lib/chromium-browser", "/opt/google/chrome"].map((folder) =>
  join(folder, "vk_swiftshader_icd.json"),
);

/**
 * Loads Chromium's Vulkan loader, so that loading libvulkan.so.1 by name finds it and none need be
 * installed.
 */
function keepLoaded(library: string): void {
  const noDelete = 0x1000;
  try {
    process.dlopen({ exports: {} }, library, constants.dlopen.RTLD_NOW | noDelete);
  } catch {
    // This always throws, because the library is not a Node add-on, but with this Linux flag it stays loaded. If it is missing, survey reports it.
  }
}
