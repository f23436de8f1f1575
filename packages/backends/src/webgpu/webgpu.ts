import {
  engine,
  env,
  findBackendFactory,
  type KernelBackend,
  registerBackend,
  removeBackend,
  version_core,
} from "@tensorflow/tfjs-core";
import { exposeGpu, findGpu } from "#host";
import type { Backend } from "../backend.ts";
import { loadWaiting } from "../load-with.ts";
import { asWebGpuBackend } from "../private-fields.ts";
import { testedVersions } from "../tfjs-versions.ts";
import { checkLimits } from "./check-limits.ts";
import { deviceName, driverName, isSoftware, preference, requestDevice } from "./device.ts";
import { explainSynchronousReads } from "./explain-synchronous-reads.ts";
import { preferSmallTiles } from "./matrix-products.ts";
import { readInBatches } from "./read-in-batches.ts";
import { repairKernels } from "./repair-kernels.ts";
import { repairShaders } from "./repair-shaders.ts";
import { troubleOf, watchDevice } from "./watch-device.ts";
import { writeUploads } from "./write-uploads.ts";

/** tfjs's WebGPU backend, through the browser in a page and through Dawn in Node. */
export const webgpu: Backend = {
  name: "webgpu",
  async report() {
    if (version_core !== testedVersions.highest)
      return { name: "webgpu", available: false, ...unknownShaders };
    const access = await findGpu();
    if (access.gpu === undefined) return { name: "webgpu", available: false, ...access };
    const adapter = await access.gpu.requestAdapter(preference);
    if (adapter === null) return { name: "webgpu", available: false, ...noAdapter };
    const driver = driverName(adapter.info);
    return {
      name: "webgpu",
      available: true,
      device: deviceName(adapter.info),
      ...(driver === undefined ? {} : { driver }),
      software: isSoftware(adapter.info),
      threads: 1,
      simd: [],
    };
  },
  async load({ forwardSmallToCpu = true }) {
    const { gpu } = await findGpu();
    if (gpu === undefined) return undefined;
    exposeGpu(gpu);
    const { WebGPUBackend } = await import("@tensorflow/tfjs-backend-webgpu");
    repairKernels();
    await loadWaiting("webgpu");
    env().set("WEBGPU_CPU_FORWARD", forwardSmallToCpu);
    const instance = engine().registry.webgpu;
    if (instance !== undefined && troubleOf(instance) !== undefined) drop(instance);
    const present = findBackendFactory("webgpu");
    if (present !== null && present === factory) return undefined;
    // In a page tfjs has registered its own factory, which requests lower limits than the adapter offers.
    if (present !== null) removeBackend("webgpu");
    factory = async () => {
      const adapter = await gpu.requestAdapter(preference);
      if (adapter === null) throw new Error(noAdapter.reason);
      if (isSoftware(adapter.info)) preferSmallTiles();
      return new WebGPUBackend(await requestDevice(adapter), adapter.info);
    };
    registerBackend("webgpu", factory);
    return undefined;
  },
  prepare(backend) {
    const checked = asWebGpuBackend(backend);
    repairShaders(checked);
    writeUploads(checked);
    readInBatches(checked);
    checkLimits(checked);
    watchDevice(checked);
    explainSynchronousReads(backend);
  },
  threads: async () => ({ threads: 1 }),
};

/** Removes an instance that no longer works, so that tfjs makes a new one. */
function drop(instance: KernelBackend): void {
  removeBackend("webgpu");
  asWebGpuBackend(instance).device.destroy();
}

/** The factory that this module registered with tfjs. */
let factory: (() => Promise<KernelBackend>) | undefined;

const unknownShaders = {
  reason: `the shaders of tfjs ${version_core} are not among those that this package repairs`,
  remedy: `Install version ${testedVersions.highest} of the @tensorflow packages.`,
};

const noAdapter = {
  reason: "WebGPU found no GPU with a driver that it can use",
  remedy:
    "Install the GPU's driver (on Linux, a Vulkan driver). For tests without a GPU, set the environment variable " +
    "VK_ICD_FILENAMES to a software driver such as SwiftShader's.",
};
