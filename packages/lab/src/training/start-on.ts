import { type BackendReport, type Started, start, survey } from "@tenetjs/backends";
import "@tenetjs/kernels/register";
import type { BackendChoice } from "./backend-control.ts";

/** Where a worker trains. */
export type Place = {
  readonly backend: Started["backend"];
  /** What was chosen and why, in one line: "WASM, 2 threads, SIMD. WebGPU: navigator.gpu is missing." */
  readonly line: string;
};

/**
 * Starts the backend that the reader chose, in a worker. `"auto"` takes WASM: the networks of the lab are so small that a GPU would wait for its
 * commands more than it computes, and results on WASM are the same to the bit on any machine. Where WASM cannot run, plain JavaScript does.
 *
 * @throws {TenetError} with the code `BACKEND_UNAVAILABLE` if the backend cannot run here.
 */
export async function startOn(chosen: BackendChoice): Promise<Place> {
  const started = chosen === "auto" ? await start("auto", { among: ["wasm", "cpu"] }) : await start(chosen);
  const others = (await survey()).filter(({ name }) => name !== started.backend && name !== "cpu");
  return {
    backend: started.backend,
    line: [inWords(started), ...others.map((report) => aside(report, chosen))].join(" "),
  };
}

const names: Readonly<Record<Started["backend"], string>> = {
  webgpu: "WebGPU",
  wasm: "WASM",
  cpu: "Plain JavaScript",
};

/** What runs: "WASM, 2 threads, SIMD." */
function inWords({ backend, device, software, threads, whyOneThread, simd }: Started): string {
  if (backend === "webgpu") return `WebGPU on ${device}${software ? ", a software adapter" : ""}.`;
  if (backend === "cpu") return "Plain JavaScript, which is slow.";
  const why = whyOneThread === undefined ? "" : ` (${whyOneThread})`;
  const count = threads === 1 ? "1 thread" : `${threads} threads`;
  return `WASM, ${count}${why}${simd.length > 0 ? ", SIMD" : ""}.`;
}

/** Why another backend does not run: "WebGPU: this browser has none." */
function aside(report: BackendReport, chosen: BackendChoice): string {
  const name = names[report.name];
  if (!report.available) return `${name}: ${report.reason}.`;
  return chosen === "auto"
    ? `${name} is there too (${report.device}); choose it to compare.`
    : `${name} is there too.`;
}
