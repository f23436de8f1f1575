import { type BackendName, type Started, type StartOptions, start } from "@tenetjs/backends";

/** The started backend, set up so that no kernel falls back to another backend. */
export function startForTests(name: BackendName, options: StartOptions = {}): Promise<Started> {
  return start(name, { ...options, forwardSmallToCpu: false });
}
