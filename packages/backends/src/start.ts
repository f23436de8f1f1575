import { checkChoice, checkInteger } from "@tenetjs/core/internals";
import { backend as currentBackend, getBackend, setBackend } from "@tensorflow/tfjs-core";
import type { SimdFeature } from "./backend-report.ts";
import { checkTfjs } from "./check-tfjs.ts";
import { type Choice, choose, type Launched, type NotTaken, unavailable } from "./choose.ts";
import { registerGradients } from "./gradients/register-gradients.ts";
import type { Measurement } from "./measure.ts";
import { type BackendName, backendNames } from "./names.ts";
import type { StartOptions } from "./start-options.ts";
import { backends } from "./survey.ts";
import type { Refusal } from "./wasm/refusal.ts";

/** The backend that tfjs runs on after `start`. */
export type Started = {
  readonly backend: BackendName;
  /** The vendor's name for the CPU or the GPU. */
  readonly device: string;
  /** The GPU's driver and its version, where the platform reports them. */
  readonly driver?: string;
  /** Whether the device is a software adapter such as SwiftShader. */
  readonly software: boolean;
  /** The number of CPU threads that the kernels of `@tenetjs/kernels` use. */
  readonly threads: number;
  /** Why only one thread runs, as a clause, where more were wanted: memory cannot be shared, or workers cannot be started. */
  readonly whyOneThread?: string;
  /** The WebAssembly SIMD instruction sets that the runtime supports. Empty for backends that use none. */
  readonly simd: readonly SimdFeature[];
  /** After `"auto"`, the backends that were not taken, and why. */
  readonly others: readonly NotTaken[];
  /** After `"auto"` with a `measure`, the time of a step on each backend that ran it, fastest first. Otherwise empty. */
  readonly measured: readonly Measurement[];
};

/**
 * The backend that tfjs now runs on, with its gradients registered and the known faults of its kernels repaired.
 *
 * `"auto"` takes the backend on which a step of `options.measure` is fastest. Without a `measure`, it takes WebGPU if there is a
 * GPU, then WASM, then plain JavaScript. A backend that cannot be set up is passed over, and `others` states why. Starting another
 * backend is cheap. Tensors move to the new backend when they are next used. In Node, read tensors that exist only on the GPU first,
 * with `await tensor.data()`.
 *
 * If a WebGPU device is lost or reports an error, every later operation on it throws. Starting WebGPU again makes a new device.
 * The tensors of the old device are gone.
 *
 * @throws {TenetError} with the code `BACKEND_UNAVAILABLE` if the backend cannot run here. The message states why and how to make
 * it available. The previous backend, if any, stays current.
 * @throws {TenetError} with the code `TFJS_VERSION` if tfjs-core is not a version that the tests train with, or a backend's package is
 * of another version; with the code `TFJS_COPIES` if the program has loaded two copies of tfjs-core.
 * @throws {RangeError} if `name` is not one of the four names, or `threads` is not an integer from 1 to 64.
 */
export async function start(name: "auto" | BackendName, options: StartOptions = {}): Promise<Started> {
  checkChoice("start", "the backend", name, ["auto", ...backendNames]);
  if (options.threads !== undefined) checkInteger("start", "threads", options.threads, 1, maxThreads);
  const launch = async (one: BackendName): Promise<Launched> => {
    await checkTfjs(one);
    const refusal = (await backends[one].load(options)) ?? (await switchTo(one));
    if (refusal !== undefined) return { name: one, available: false, ...refusal };
    registerGradients();
    return backends[one].threads(currentBackend(), options);
  };
  const before = getBackend();
  try {
    const choice = name === "auto" ? await choose(options, launch) : await only(name, launch);
    const { taken, threads, others, measured } = choice;
    const { name: backend, device, driver, software, simd } = taken;
    const known = { backend, device, ...(driver === undefined ? {} : { driver }), software };
    return { ...known, ...threads, simd, others, measured };
  } catch (error) {
    if (before && before !== getBackend()) await setBackend(before);
    throw error;
  }
}

const maxThreads = 64;

async function only(name: BackendName, launch: (name: BackendName) => Promise<Launched>): Promise<Choice> {
  const report = await backends[name].report();
  if (!report.available) throw unavailable([report]);
  const threads = await launch(name);
  if ("available" in threads) throw unavailable([threads]);
  return { taken: report, threads, others: [], measured: [] };
}

async function switchTo(name: BackendName): Promise<Refusal | undefined> {
  if (!(await setBackend(name))) {
    const reason = "tfjs could not initialise it and printed the reason as a warning";
    return { reason, remedy: "Start another backend." };
  }
  const instance = currentBackend();
  if (prepared.has(instance)) return undefined;
  backends[name].prepare(instance);
  prepared.add(instance);
  return undefined;
}

const prepared = new WeakSet<object>();
