import { type BackendName, type Started, type StartOptions, start } from "@tenetjs/backends";

/** Starts a backend so that no kernel is left to another. */
export function startForTests(name: BackendName, options: StartOptions = {}): Promise<Started> {
  return start(name, { ...options, forwardSmallToCpu: false });
}
