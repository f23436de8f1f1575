import { existsSync } from "node:fs";
import { readFile as readBytes } from "node:fs/promises";
import { availableParallelism, cpus } from "node:os";
import type { Refusal } from "../wasm/refusal.ts";
import { isSoftware, preference } from "../webgpu/device.ts";
import type { GpuAccess } from "./gpu-access.ts";
import { isInstalled } from "./installed-packages.ts";

/** The CPU's model name, or its architecture if the system does not report one. */
export function processor(): string {
  return cpus()[0]?.model.trim() || process.arch;
}

/** The number of hardware threads that this process may use. */
export function parallelism(): number {
  return availableParallelism();
}

export { installedFile, loadedTfjsCopies } from "./installed-packages.ts";

/** The bytes of the file at a path or `file:` URL, or why it cannot be read. */
export async function readFile(address: string): Promise<{ bytes: Uint8Array } | Refusal> {
  try {
    return { bytes: await readBytes(address.startsWith("file:") ? new URL(address) : address) };
  } catch (error) {
    const reason = `the file ${address} cannot be read (${error instanceof Error ? error.message : error})`;
    return { reason, remedy: "Install the packages again, or correct wasmPaths." };
  }
}

/**
 * The result of `run`, with the handlers of uncaught errors that it added removed again. Emscripten's handlers in tfjs's WASM
 * module rethrow every error, so any uncaught error would end the program with exit code 7.
 */
export async function withoutNewErrorHandlers<Result>(run: () => Promise<Result>): Promise<Result> {
  const events = ["uncaughtException", "unhandledRejection"];
  const before = new Set(events.flatMap((event) => process.listeners(event as "exit")));
  try {
    return await run();
  } finally {
    for (const event of events) {
      for (const listener of process.listeners(event as "exit")) {
        if (!before.has(listener)) process.off(event, listener);
      }
    }
  }
}

/** Dawn's WebGPU entry point, from the npm package `webgpu`. Created once and then kept. */
export function findGpu(): Promise<GpuAccess> {
  access ??= openDawn();
  return access;
}

let access: Promise<GpuAccess> | undefined;

// With webgpu 0.6.2 the process crashes if an entry point is garbage-collected while one of its devices is in use.
const kept: GPU[] = [];

function keep(gpu: GPU): GPU {
  kept.push(gpu);
  return gpu;
}

/**
 * Dawn's options for a software adapter. SwiftShader emits one instruction for each value of workgroup memory that it zeroes, and
 * takes a second to compile a thousand of them. Without this Vulkan extension, Dawn writes a loop instead.
 */
const forSoftware = ["disable-dawn-features=use_vulkan_zero_initialize_workgroup_memory_extension"];

async function openDawn(): Promise<GpuAccess> {
  if (globalThis.navigator?.gpu !== undefined) return { gpu: navigator.gpu };
  if (!isInstalled("webgpu"))
    return { reason: "the npm package webgpu is not installed", remedy: installWebgpu };
  if (!hasVulkanLoader()) {
    return {
      reason: "the Vulkan loader, libvulkan.so.1, is not installed",
      remedy: "Install it (libvulkan1 on Debian and Ubuntu) and the GPU's driver.",
    };
  }
  try {
    const { create, globals } = await import("webgpu");
    Object.assign(globalThis, globals);
    const gpu = keep(create([]));
    const adapter = await gpu.requestAdapter(preference);
    return { gpu: adapter !== null && isSoftware(adapter.info) ? keep(create(forSoftware)) : gpu };
  } catch (error) {
    return {
      reason: `the npm package webgpu is installed, but does not load (${error instanceof Error ? firstLine(error) : error})`,
      remedy: `It needs Linux, macOS or Windows on x64 or arm64. To install the tested version again: ${installWebgpu}`,
    };
  }
}

/** The version is that of the optional peer dependency in package.json. */
const installWebgpu = "Run npm install webgpu@0.6.2, with --global for a program that was installed so.";

/**
 * Whether this machine may have a GPU. On Linux its driver makes a device file. Without one, WebGPU finds a software adapter at best, after Dawn and the
 * Vulkan loader have been loaded and have printed warnings of their own.
 */
export function mayHaveGpu(): boolean {
  const drivers = ["VK_DRIVER_FILES", "VK_ICD_FILENAMES", "VK_ADD_DRIVER_FILES"];
  if (process.platform !== "linux" || drivers.some((name) => process.env[name] !== undefined)) return true;
  return ["dri", "nvidia0", "dxg", "kgsl-3d0", "mali0"].some((device) => existsSync(`/dev/${device}`));
}

/** Sets `navigator.gpu`, where tfjs looks for WebGPU. */
export function exposeGpu(gpu: GPU): void {
  // Node has a navigator since version 21. tfjs reads its userAgent.
  const navigator = globalThis.navigator ?? { userAgent: `Node.js/${process.versions.node}` };
  if (navigator.gpu === gpu) return;
  Object.defineProperty(navigator, "gpu", { value: gpu, configurable: true });
  Object.defineProperty(globalThis, "navigator", { value: navigator, configurable: true });
}

/** Whether the Vulkan loader is installed. Without it, Dawn prints a warning that cannot be turned off. */
function hasVulkanLoader(): boolean {
  if (process.platform !== "linux") return true;
  try {
    process.dlopen({ exports: {} }, "libvulkan.so.1");
  } catch (error) {
    // The loader is not a Node add-on, so dlopen always throws. The message shows whether the file was found.
    return error instanceof Error && !error.message.includes("cannot open shared object file");
  }
  return true;
}

function firstLine({ message }: Error): string {
  return message.split("\n", 1)[0] as string;
}
