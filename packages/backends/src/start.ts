import { checkChoice, checkInteger } from "@tenetjs/core/internals";
import { backend as currentBackend, getBackend, setBackend } from "@tensorflow/tfjs-core";
import { withoutNewErrorHandlers } from "#host";
import { type BackendName, backendNames, type SimdFeature } from "./backend-report.ts";
import { type Choice, choose, type NotTaken, unavailable } from "./choose.ts";
import { registerGradients } from "./gradients/register-gradients.ts";
import type { Measurement } from "./measure.ts";
import type { StartOptions } from "./start-options.ts";
import { backends } from "./survey.ts";

/** The backend that tfjs now runs on. */
export type Started = {
  readonly backend: BackendName;
  /** What computes, in its maker's words: a processor or a graphics card. */
  readonly device: string;
  /** The graphics card's driver with its version, where that is told. */
  readonly driver?: string;
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
  /** After `"auto"` with a `measure`, how long a step took on each backend that could do it, the fastest first. Else empty. */
  readonly measured: readonly Measurement[];
};

/**
 * Starts tfjs on a backend, with gradients registered and the known faults of its kernels repaired, and says on what.
 *
 * `"auto"` takes the one on which a step of `options.measure` is fastest. Without that: WebGPU where there is a real graphics
 * card, else WASM, else plain JavaScript. To start again is cheap, and switches. Tensors move when they are next used; in
 * Node, those that are on the graphics card alone have to be read first, by `await tensor.data()`.
 *
 * A WebGPU whose device was lost, or reported an error, throws from then on whatever is asked of it; to start it again gives a
 * new device. What was on the old one is gone.
 *
 * @throws {TenetError} with the code `BACKEND_UNAVAILABLE` when the backend cannot run here; the message says why, and
 * what would provide it. The backend that ran before, if one did, is then still current.
 * @throws {RangeError} when `name` is not one of the four, or `threads` is no count.
 */
export async function start(name: "auto" | BackendName, options: StartOptions = {}): Promise<Started> {
  checkChoice("start", "the backend", name, ["auto", ...backendNames]);
  if (options.threads !== undefined) checkInteger("start", "threads", options.threads, 1, mostThreads);
  const launch = async (one: BackendName) => {
    await backends[one].load(options);
    await switchTo(one);
    registerGradients();
    return backends[one].threads(currentBackend(), options);
  };
  const before = getBackend();
  try {
    const { taken, others, measured } = name === "auto" ? await choose(options, launch) : await only(name);
    const { name: backend, device, driver, software, simd } = taken;
    const known = { backend, device, ...(driver === undefined ? {} : { driver }), software };
    return { ...known, ...(await launch(backend)), simd, others, measured };
  } catch (error) {
    if (before && before !== getBackend()) await setBackend(before);
    throw error;
  }
}

const mostThreads = 64;

async function only(name: BackendName): Promise<Choice> {
  const report = await backends[name].report();
  if (!report.available) throw unavailable([report]);
  return { taken: report, others: [], measured: [] };
}

async function switchTo(name: BackendName): Promise<void> {
  if (!(await withoutNewErrorHandlers(() => setBackend(name)))) {
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
