import { readFile } from "node:fs/promises";
import { availableParallelism, cpus } from "node:os";
import { isSoftware, preference } from "../webgpu/device.ts";
import type { GpuAccess } from "./gpu-access.ts";

/** The processor's name as its maker gives it, or its architecture where the system does not tell. */
export function processor(): string {
  return cpus()[0]?.model.trim() || process.arch;
}

/** How many threads the processor runs at once, of those that this process may use. */
export function parallelism(): number {
  return availableParallelism();
}

export { readFile };

/**
 * What `run` gives, without the handlers of uncaught errors that it leaves on the process: Emscripten's, in tfjs's WASM
 * module, throw what they are given, which turns any such error of a program into its end with exit code 7.
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

/** Dawn's entry to the GPUs, through the npm package `webgpu`. Made once and then kept. */
export function findGpu(): Promise<GpuAccess> {
  access ??= openDawn();
  return access;
}

let access: Promise<GpuAccess> | undefined;

// With webgpu 0.6.2 the process crashes when an entry is collected and a device of it is in use.
const kept: GPU[] = [];

function keep(gpu: GPU): GPU {
  kept.push(gpu);
  return gpu;
}

/**
 * What Dawn is told where the adapter is a software one. SwiftShader zeroes the workgroup memory of a shader by an instruction for each
 * value, and compiles for a second where there are a thousand. Without that extension of Vulkan, Dawn writes a loop that does the same.
 */
const forSoftware = ["disable-dawn-features=use_vulkan_zero_initialize_workgroup_memory_extension"];

async function openDawn(): Promise<GpuAccess> {
  if (globalThis.navigator?.gpu !== undefined) return { gpu: navigator.gpu };
  if (!hasVulkanLoader()) {
    return {
      reason: "the Vulkan loader, libvulkan.so.1, is not on this machine",
      remedy: "Install it (libvulkan1 on Debian and Ubuntu) and the graphics card's driver.",
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
      reason: `the npm package webgpu does not load (${error instanceof Error ? firstLine(error) : error})`,
      remedy: "Run npm install webgpu@0.6.2.",
    };
  }
}

/** tfjs looks for the entry where a page has it. */
export function exposeGpu(gpu: GPU): void {
  // Node has had a navigator since version 21. tfjs reads its userAgent.
  const navigator = globalThis.navigator ?? { userAgent: `Node.js/${process.versions.node}` };
  if (navigator.gpu === gpu) return;
  Object.defineProperty(navigator, "gpu", { value: gpu, configurable: true });
  Object.defineProperty(globalThis, "navigator", { value: navigator, configurable: true });
}

/** Asked before Dawn is, which where there is none prints a warning that nothing turns off. */
function hasVulkanLoader(): boolean {
  if (process.platform !== "linux") return true;
  try {
    process.dlopen({ exports: {} }, "libvulkan.so.1");
  } catch (error) {
    // It is no Node add-on, so that loading it ends in an error of one kind or the other.
    return error instanceof Error && !error.message.includes("cannot open shared object file");
  }
  return true;
}

function firstLine({ message }: Error): string {
  return message.split("\n", 1)[0] as string;
}
