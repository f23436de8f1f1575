import type { GpuAccess } from "./gpu-access.ts";

/** What a page may know of the processor, which is next to nothing. */
export function processor(): string {
  return `${navigator.hardwareConcurrency}-thread processor`;
}

/** How many threads the processor runs at once, as far as the browser tells. */
export function parallelism(): number {
  return navigator.hardwareConcurrency;
}

/** The bytes at an address. */
export async function readFile(address: string): Promise<Uint8Array> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address} is not there (status ${response.status})`);
  return new Uint8Array(await response.arrayBuffer());
}

/** What `run` gives: only in Node does tfjs leave handlers of errors behind. */
export function withoutNewErrorHandlers<Result>(run: () => Promise<Result>): Promise<Result> {
  return run();
}

/** The page's entry to the graphics cards. */
export async function findGpu(): Promise<GpuAccess> {
  if (navigator.gpu !== undefined) return { gpu: navigator.gpu };
  return globalThis.isSecureContext
    ? {
        reason: "this browser has no WebGPU",
        remedy: "Use a current Chrome, Edge, Safari or Firefox, with graphics acceleration on.",
      }
    : {
        reason: "the page is not served securely, and browsers offer WebGPU to no other",
        remedy: "Serve it over HTTPS or from localhost.",
      };
}

/** Nothing: a page has all that tfjs looks for. */
export function exposeGpu(_: GPU): void {}
