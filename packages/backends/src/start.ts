import { checkChoice, checkInteger, phrase, problem, TenetError } from "@tenetjs/core";
import { backend as currentBackend, getBackend, setBackend } from "@tensorflow/tfjs-core";
import { withoutNewErrorHandlers } from "#host";
import {
  type AvailableBackend,
  type BackendName,
  type BackendReport,
  backendNames,
  type SimdFeature,
  type UnavailableBackend,
} from "./backend-report.ts";
import { registerGradients } from "./gradients/register-gradients.ts";
import type { StartOptions } from "./start-options.ts";
import { backends, survey } from "./survey.ts";

/** The backend that tfjs now runs on. */
export type Started = {
  readonly backend: BackendName;
  /** What computes, in its maker's words: a processor or a graphics card. */
  readonly device: string;
  /** Whether the device is a graphics card played by the processor. */
  readonly software: boolean;
  /** Threads of the processor that the kernels of `@tenetjs/kernels` run on. */
  readonly threads: number;
  /** Where that is one for want of shared memory: why, as a clause. */
  readonly whyOneThread?: string;
  /** The WebAssembly SIMD that the runtime has. Empty for backends that use none. */
  readonly simd: readonly SimdFeature[];
  /** After `"auto"`, the backends that were not taken, and why. */
  readonly others: readonly NotTaken[];
};

/** A backend that `start("auto")` did not take: why, as a clause, and what would provide it where it is missing. */
export type NotTaken = { readonly name: BackendName; readonly reason: string; readonly remedy?: string };

/**
 * Starts tfjs on a backend, with gradients registered and the known faults of its kernels repaired, and says on what.
 *
 * `"auto"` takes WebGPU where there is a real graphics card, else WASM, else plain JavaScript. To start again is
 * cheap, and switches. Tensors move when they are next used; in Node, those that are on the graphics card alone have
 * to be read first, by `await tensor.data()`.
 *
 * @throws {TenetError} with the code `BACKEND_UNAVAILABLE` when the backend cannot run here; the message says why, and
 * what would provide it. The backend that ran before, if one did, is then still current.
 * @throws {RangeError} when `name` is not one of the four, or `threads` is no count.
 */
export async function start(name: "auto" | BackendName, options: StartOptions = {}): Promise<Started> {
  checkChoice("start", "the backend", name, ["auto", ...backendNames]);
  if (options.threads !== undefined) checkInteger("start", "threads", options.threads, 1, mostThreads);
  const reports = name === "auto" ? await survey() : [await backends[name].report()];
  const taken = reports.find(
    (report): report is AvailableBackend => report.available && (name !== "auto" || !report.software),
  );
  if (taken === undefined) throw unavailable(reports.filter((report) => !report.available));

  await backends[taken.name].load(options);
  await switchTo(taken.name);
  registerGradients();
  return {
    backend: taken.name,
    device: taken.device,
    software: taken.software,
    ...backends[taken.name].threads(currentBackend(), options),
    simd: taken.simd,
    others: reports.filter((report) => report !== taken).map((report) => notTaken(report, taken)),
  };
}

const mostThreads = 64;

async function switchTo(name: BackendName): Promise<void> {
  const before = getBackend();
  if (!(await withoutNewErrorHandlers(() => setBackend(name)))) {
    if (before) await setBackend(before);
    const reason = "tfjs could not set it up, for the reason that it printed as a warning";
    const remedy = "In a page, wasm needs wasmPaths to lead to its files.";
    throw unavailable([{ name, available: false, reason, remedy }]);
  }
  const instance = currentBackend();
  if (prepared.has(instance)) return;
  backends[name].prepare(instance);
  prepared.add(instance);
}

const prepared = new WeakSet<object>();

function unavailable(reports: readonly UnavailableBackend[]): TenetError {
  const reasons = reports.map(({ name, reason }) => `${name}: ${reason}`).join("; ");
  const remedies = reports.map(({ remedy }) => remedy).join(" ");
  const message = problem("start", "a backend that runs here", phrase(`none (${reasons})`), remedies);
  return new TenetError("BACKEND_UNAVAILABLE", message);
}

function notTaken(report: BackendReport, taken: AvailableBackend): NotTaken {
  const { name } = report;
  if (!report.available) return { name, reason: report.reason, remedy: report.remedy };
  const reason = report.software
    ? `its device is a program on the processor (${report.device}), slower than ${taken.name}`
    : `${taken.name} is faster`;
  return { name, reason };
}
