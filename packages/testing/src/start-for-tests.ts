import { type BackendName, type Started, type StartOptions, start } from "@tenetjs/backends";
import { env } from "@tensorflow/tfjs-core";

/** The started backend, set up so that no kernel falls back to another backend, and so that SwiftShader is as fast as possible. */
export async function startForTests(name: BackendName, options: StartOptions = {}): Promise<Started> {
  const started = await start(name, { ...options, forwardSmallToCpu: false });
  if (started.software) preferSmallTiles();
  return started;
}

/**
 * Makes tfjs multiply matrices of any size with its shader for tiles of 8 by 8. For results below 128 numbers it would choose
 * a shader that synchronises 256 threads for each number, which takes SwiftShader tens of milliseconds for each product. Its
 * shader for large results takes SwiftShader hundreds of milliseconds to compile, for each variant.
 */
function preferSmallTiles(): void {
  const smallOutputSizeProgram = 2;
  env().set("WEBGPU_MATMUL_PROGRAM_TYPE", smallOutputSizeProgram);
}
