/*
 * `import "@tenetjs/kernels/fast"` in Node registers our kernels with tfjs, as `@tenetjs/kernels/register` does, and turns on V8's
 * revectorisation if it is sound here.
 */
import "./register.ts";
import type { Revectorization } from "./revectorization/revectorization.ts";
import { revectorizeIfSound } from "./revectorization/revectorize-if-sound.ts";

/** Whether revectorisation is on, or why not. */
export const revectorization: Revectorization = await revectorizeIfSound();
