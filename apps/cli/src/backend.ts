import "@tenetjs/kernels/register";
import { type Started, start } from "@tenetjs/backends";
import { configureKernels } from "@tenetjs/kernels";
import type { BackendOptions } from "./options/backend-options.ts";

/** Starts a backend with our kernels in the place of tfjs's: what every command that computes begins with. */
export function startBackend({ backend, threads, revectorize = false }: BackendOptions): Promise<Started> {
  if (revectorize) configureKernels({ revectorize });
  return start(backend, threads === undefined ? {} : { threads });
}
