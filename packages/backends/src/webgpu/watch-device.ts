import { TenetError } from "@tenetjs/core";
import { phrase, problem } from "@tenetjs/core/internals";
import type { WebGpuBackend } from "../private-fields.ts";

/**
 * Makes `backend` throw, at the next operation or read, when its device was lost or reported an error: a command that it
 * refused, or memory that it did not have. tfjs would go on, and read zeros. What went wrong stays wrong: tensors may hold
 * anything from then on, so each later operation throws as well, until `start` makes a new device.
 *
 * Values that were read before can still be had.
 */
export function watchDevice(backend: WebGpuBackend): void {
  const { device } = backend;
  const check = () => {
    const trouble = troubles.get(backend);
    if (trouble !== undefined) throw trouble;
  };
  const report = (trouble: TenetError) => {
    // What follows from the first is no news.
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
      // A read that was under way when the device was lost fails just before the loss is told.
      await new Promise((resolve) => setTimeout(resolve));
      throw troubles.get(backend) ?? error;
    } finally {
      check();
    }
  };
}

/** What went wrong with the device of `backend`, if anything did. */
export function troubleOf(backend: object): TenetError | undefined {
  return troubles.get(backend);
}

const troubles = new WeakMap<object, TenetError>();

const nextSteps = "Start a backend again, this one or another, and go on from a checkpoint.";

function deviceLost({ reason, message }: GPUDeviceLostInfo): TenetError {
  const why = [reason, firstLine(message)].filter((part) => part !== "" && part !== "unknown").join(": ");
  const found = phrase(`a device that was lost${why === "" ? "" : ` (${why})`}`);
  return new TenetError(
    "DEVICE_LOST",
    problem("webgpu", "a device that computes", found, `What was on it is gone. ${nextSteps}`),
  );
}

function refused(error: GPUError): TenetError {
  const found = phrase(`an error of the device: ${firstLine(error.message)}`);
  if (error instanceof GPUOutOfMemoryError) {
    const next = `Use smaller batches or shorter windows. ${nextSteps}`;
    return new TenetError("OUT_OF_MEMORY", problem("webgpu", "memory for all tensors", found, next), {
      cause: error,
    });
  }
  const next = `What was computed since may be wrong. ${nextSteps}`;
  return new TenetError("DEVICE_ERROR", problem("webgpu", "commands that the device takes", found, next), {
    cause: error,
  });
}

function firstLine(message: string): string {
  return (message.split("\n", 1)[0] as string).replace(/\.$/, "");
}
