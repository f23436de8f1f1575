import { env } from "@tensorflow/tfjs-core";

/** tfjs's flag for the program that multiplies matrices: below 0 tfjs chooses by their sizes. */
const flag = "WEBGPU_MATMUL_PROGRAM_TYPE";

/** The number of tfjs's program for small results, with tiles of 8 by 8. */
const smallTiles = 2;

/** Whether tfjs chooses the program of each product. */
export function isProgramOpen(): boolean {
  return env().getNumber(flag) < 0;
}

/** What `run` gives when products are computed by tiles of 8 by 8. */
export function withSmallTiles<Result>(run: () => Result): Result {
  const chosen = env().getNumber(flag);
  env().set(flag, smallTiles);
  try {
    return run();
  } finally {
    env().set(flag, chosen);
  }
}

/**
 * Has all products computed by tiles of 8 by 8, unless a program was chosen by hand. For results below 128 numbers tfjs would take the
 * program that keeps 256 threads in step for each number, which takes SwiftShader tens of milliseconds a product; and its program for
 * large results takes hundreds to compile there, for each of its variants.
 */
export function preferSmallTiles(): void {
  if (isProgramOpen()) env().set(flag, smallTiles);
}
