import { start } from "@tenetjs/backends";
import { configureKernels } from "@tenetjs/kernels";
import type { Machine } from "../machine.ts";
import type { TextModel } from "../sizes.ts";

/** What a subject that runs on our kernels is told. */
export type TenetOptions = {
  readonly threads: number;
  readonly model: TextModel;
  readonly kernels: Machine["kernels"];
};

/**
 * Starts tfjs on WASM with our kernels on so many threads.
 *
 * @throws {Error} when there are fewer.
 */
export async function startKernels({ threads, kernels }: Omit<TenetOptions, "model">): Promise<void> {
  configureKernels(kernels);
  await import("@tenetjs/kernels/register");
  const started = await start("wasm", { threads });
  if (started.threads !== threads)
    throw new Error(started.whyOneThread ?? `it took ${started.threads} threads`);
}
