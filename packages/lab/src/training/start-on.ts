import { type BackendReport, type Started, type StartOptions, start, survey } from "@tenetjs/backends";
import { configureKernels } from "@tenetjs/kernels";
import "@tenetjs/kernels/register";
import type { BackendChoice } from "./backend-control.ts";

/** Where a worker trains. */
export type Place = {
  readonly backend: Started["backend"];
  /** What runs, in one line: "WASM, 2 threads, SIMD." */
  readonly line: string;
};

/** How a worker starts its backend. */
export type StartOnOptions = Pick<StartOptions, "wasmBinary"> & {
  /** Whether results on WASM are the same to the bit on any machine, so that a link repeats its run. Default `true`; `false` is faster where the CPU can. */
  readonly reproducible?: boolean;
};

/**
 * Starts the backend that the reader chose, in a worker. `"auto"` takes WASM: the networks of the lab are so small that a GPU would wait for its
 * commands more than it computes. Where WASM cannot run, plain JavaScript does. A page that may not fetch files passes `wasmBinary` of
 * `@tenetjs/backends/inline`.
 *
 * @throws {TenetError} with the code `BACKEND_UNAVAILABLE` if the backend cannot run here.
 */
export async function startOn(
  chosen: BackendChoice,
  { reproducible = true, ...given }: StartOnOptions = {},
): Promise<Place> {
  configureKernels({ reproducible });
  const options = { ...given, threads: threadsWanted() };
  const started = await (chosen === "auto" ? startOnProcessor(options) : start(chosen, options));
  return { backend: started.backend, line: inWords(started) };
}

/** `start("auto")` would first look for a GPU, for which the first step would wait. */
async function startOnProcessor(options: StartOptions): Promise<Started> {
  try {
    return await start("wasm", options);
  } catch {
    return start("cpu", options);
  }
}

/**
 * The line of a place, and why no other backend runs: "WASM, 2 threads, SIMD. WebGPU: this browser has none." Looking for a GPU can take longer than the
 * first steps.
 */
export async function lineWithOthers({ backend, line }: Place, chosen: BackendChoice): Promise<string> {
  const others = (await survey()).filter(({ name }) => name !== backend && name !== "cpu");
  return [line, ...others.map((report) => aside(report, chosen))].join(" ");
}

/** One core is left to the page's thread, which draws. Where memory cannot be shared, asking for two threads gets the reason why there is one. */
function threadsWanted(): number {
  // In Node, which has no such global, memory can always be shared.
  const canShare = globalThis.crossOriginIsolated !== false && typeof SharedArrayBuffer !== "undefined";
  return canShare ? Math.min(4, Math.max(1, navigator.hardwareConcurrency - 1)) : 2;
}

/** The backends, as a reader knows them. */
export const backendTitles: Readonly<Record<Started["backend"], string>> = {
  webgpu: "WebGPU",
  wasm: "WASM",
  cpu: "Plain JavaScript",
};

/** What runs: "WASM, 2 threads, SIMD." */
function inWords({ backend, device, software, threads, whyOneThread, simd }: Started): string {
  if (backend === "webgpu") return `WebGPU on ${device}${software ? ", a software adapter" : ""}.`;
  if (backend === "cpu") return "Plain JavaScript, which is slow.";
  const reason = whyOneThread ?? (threads === 1 ? "the other core draws the page" : undefined);
  const why = reason === undefined ? "" : ` (${reason})`;
  const count = threads === 1 ? "1 thread" : `${threads} threads`;
  return `WASM, ${count}${why}${simd.length > 0 ? ", SIMD" : ""}.`;
}

/** Why another backend does not run: "WebGPU: this browser has none." */
function aside(report: BackendReport, chosen: BackendChoice): string {
  const name = backendTitles[report.name];
  if (!report.available) return `${name}: ${report.reason}.`;
  return chosen === "auto"
    ? `${name} is there too (${report.device}); choose it to compare.`
    : `${name} is there too.`;
}
