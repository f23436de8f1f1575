import { TenetError } from "@tenetjs/core";

/** Whether an error is one of the GPU, after which nothing on it can be read. */
export function isOfDevice(error: unknown): boolean {
  const codes = ["DEVICE_LOST", "DEVICE_ERROR", "OUT_OF_MEMORY"];
  return error instanceof TenetError && codes.includes(error.code);
}
