import { type BackendName, type Started, type StartOptions, start } from "@tenetjs/backends";
import { env } from "@tensorflow/tfjs-core";

/** Starts a backend so that no kernel is left to another, and so that SwiftShader takes no longer than it must. */
export async function startForTests(name: BackendName, options: StartOptions = {}): Promise<Started> {
  const started = await start(name, { ...options, forwardSmallToCpu: false });
  if (started.software) preferSmallTiles();
  return started;
}

/**
 * Makes tfjs multiply matrices of any size by its program with tiles of 8 by 8. For results below 128 numbers it would choose
 * the one that keeps 256 threads in step for each number, which takes SwiftShader tens of milliseconds a product; and its
 * program for large results takes hundreds to compile there, for each of its variants.
 */
function preferSmallTiles(): void {
  const smallOutputSizeProgram = 2;
  env().set("WEBGPU_MATMUL_PROGRAM_TYPE", smallOutputSizeProgram);
}
