import { backend, getBackend } from "@tensorflow/tfjs-core";
import { phrase, problem } from "../problem.ts";

/** @throws {TypeError} when tfjs has no backend that could hold a tensor. One that starts at once, as tfjs's `cpu` does, is started. */
export function checkStarted(where: string): void {
  if (getBackend() !== undefined) return;
  try {
    backend();
  } catch (cause) {
    const next = 'Call await start("wasm") of @tenetjs/backends before tensors are made.';
    const message = problem(where, "a backend of tfjs that has started", phrase("none"), next);
    throw new TypeError(message, { cause });
  }
}
