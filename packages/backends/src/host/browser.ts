import type { Refusal } from "../wasm/refusal.ts";
import type { GpuAccess } from "./gpu-access.ts";
import type { TfjsCopy } from "./tfjs-copy.ts";

/** A description of the CPU. A page learns only its number of hardware threads. */
export function processor(): string {
  return `${navigator.hardwareConcurrency}-thread CPU`;
}

/** The number of hardware threads that the browser reports. */
export function parallelism(): number {
  return navigator.hardwareConcurrency;
}

/** The bytes at a URL, or why they cannot be fetched. */
export async function readFile(address: string): Promise<{ bytes: Uint8Array } | Refusal> {
  try {
    const response = await fetch(address);
    if (response.ok) return { bytes: new Uint8Array(await response.arrayBuffer()) };
    const reason = `there is no file at ${address} (status ${response.status})`;
    return { reason, remedy: "Copy the file there, or correct wasmPaths." };
  } catch (error) {
    return {
      reason: `${address} cannot be fetched (${error instanceof Error ? error.message : error})`,
      remedy:
        "Allow the request in the page's Content Security Policy and on the server, or pass wasmBinary.",
    };
  }
}

/** True: only the browser knows whether the machine has a GPU. */
export function mayHaveGpu(): boolean {
  return true;
}

/** Undefined: a page has no installed packages. */
export function installedFile(_: string): string | undefined {
  return undefined;
}

/** The result of `run`. Only in Node does tfjs leave error handlers behind. */
export function withoutNewErrorHandlers<Result>(run: () => Promise<Result>): Promise<Result> {
  return run();
}

/** The page's `navigator.gpu`, or why there is none. */
export async function findGpu(): Promise<GpuAccess> {
  if (navigator.gpu !== undefined) return { gpu: navigator.gpu };
  return globalThis.isSecureContext
    ? {
        reason: "this browser has no WebGPU",
        remedy: "Use a current Chrome, Edge, Safari or Firefox with hardware acceleration enabled.",
      }
    : {
        reason: "the page is not a secure context, which WebGPU requires",
        remedy: "Serve it over HTTPS or from localhost.",
      };
}

/** Does nothing: a page already has the `navigator.gpu` that tfjs looks for. */
export function exposeGpu(_: GPU): void {}

/** No copies: a page does not say which modules it has loaded. */
export function loadedTfjsCopies(): readonly TfjsCopy[] {
  return [];
}
