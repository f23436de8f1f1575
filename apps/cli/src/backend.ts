import "@tenetjs/kernels/register";
import { type Started, start } from "@tenetjs/backends";
import type { BackendOptions } from "./options/backend-options.ts";

/** Starts a backend with our kernels in the place of tfjs's: what every command that computes begins with. */
export function startBackend({ backend, threads }: BackendOptions): Promise<Started> {
  return start(backend, threads === undefined ? {} : { threads });
}
