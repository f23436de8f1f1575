import { isCompiled } from "../wasm/module/binary.ts";
import { revectorize, wasmForm } from "../wasm/module/options.ts";
import { findVerdict, type RevectorizeOptions } from "./find-verdict.ts";
import type { Revectorization } from "./revectorization.ts";
import { canRevectorize } from "./turn-on-revectorization.ts";

/**
 * Turns on V8's revectorisation if it is sound here, and returns whether it is on, or why not. The first call on a machine runs the kernels in
 * two child processes, with revectorisation and without it, and compares what they compute bit by bit. That takes a second or more. The
 * verdict is cached for this version of V8, this processor and these kernels.
 *
 * Call it before any kernel runs. It changes a flag of V8 for the whole process. It does not throw.
 */
export async function revectorizeIfSound(options: RevectorizeOptions = {}): Promise<Revectorization> {
  if (wasmForm().revectorized) return { on: true };
  if (!canRevectorize()) return { on: false, reason: "it needs Node 24 or newer on x64" };
  const verdict = await findVerdict(options);
  if (!verdict.sound) return { on: false, reason: verdict.reason };
  if (isCompiled()) return { on: false, reason: "kernels had already run in this process" };
  revectorize();
  return { on: true };
}
