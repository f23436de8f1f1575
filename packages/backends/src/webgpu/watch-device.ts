import { TenetError } from "@tenetjs/core";
import { phrase, problem } from "@tenetjs/core/internals";
import type { WebGpuBackend } from "../private-fields.ts";

/**
 * Makes `backend` throw at the next operation or read after its device was lost, refused a command or ran out of memory. tfjs
 * would continue and read zeros. Tensors may hold anything from then on, so every later operation throws as well, until `start`
 * makes a new device.
 *
 * Values that were read before stay available.
 */
export function watchDevice(backend: WebGpuBackend): void {
  const { device } = backend;
  const check = () => {
    const trouble = troubles.get(backend);
    if (trouble !== undefined) throw trouble;
  };
  const report = (trouble: TenetError) => {
    // Later errors are consequences of the first.
    if (!troubles.has(backend)) troubles.set(backend, trouble);
  };
  device.addEventListener("uncapturederror", (event) => {
    event.preventDefault();
    report(refused(event.error));
  });
  device.lost.then((info) => report(deviceLost(info)));

  const upload = backend.uploadToGPU.bind(backend);
  backend.uploadToGPU = (dataId) => {
    check();
    upload(dataId);
  };
  const run = backend.runWebGPUProgram.bind(backend);
  backend.runWebGPUProgram = (...call) => {
    check();
    return run(...call);
  };
  const read = backend.read.bind(backend);
  backend.read = async (dataId) => {
    if ((backend.tensorMap.get(dataId)?.values ?? null) !== null) return read(dataId);
    check();
    try {
      return await read(dataId);
    } catch (error) {
      // A read in progress when the device is lost fails just before the loss is reported.
      await new Promise((resolve) => setTimeout(resolve));
      throw troubles.get(backend) ?? error;
    } finally {
      check();
    }
  };
}

/** The error of the device of `backend`, if there was one. */
export function troubleOf(backend: object): TenetError | undefined {
  return troubles.get(backend);
}

const troubles = new WeakMap<object, TenetError>();

const nextSteps = "Start this backend again, or another one, and resume from a checkpoint.";

function deviceLost({ reason, message }: GPUDeviceLostInfo): TenetError {
  const why = [reason, firstLine(message)].filter((part) => part !== "" && part !== "unknown").join(": ");
  const found = phrase(`a device that was lost${why === "" ? "" : ` (${why})`}`);
  return new TenetError(
    "DEVICE_LOST",
    problem("webgpu", "a working device", found, `Its tensors are gone. ${nextSteps}`),
  );
}

function refused(error: GPUError): TenetError {
  const found = phrase(`a device error: ${firstLine(error.message)}`);
  if (error instanceof GPUOutOfMemoryError) {
    const next = `Use smaller batches or shorter windows. ${nextSteps}`;
    return new TenetError(
      "OUT_OF_MEMORY",
      problem("webgpu", "enough GPU memory for all tensors", found, next),
      {
        cause: error,
      },
    );
  }
  const next = `Results since then may be wrong. ${nextSteps}`;
  return new TenetError("DEVICE_ERROR", problem("webgpu", "commands that the device accepts", found, next), {
    cause: error,
  });
}

function firstLine(message: string): string {
  return (message.split("\n", 1)[0] as string).replace(/\.$/, "");
}
