import { processor } from "#host";
import type { Backend } from "./backend.ts";
import { silenceAdvice } from "./private-fields.ts";

/** tfjs's plain JavaScript backend, which runs everywhere but is slow. */
export const cpu: Backend = {
  name: "cpu",
  async report() {
    return { name: "cpu", available: true, device: processor(), software: false, threads: 1, simd: [] };
  },
  async load() {
    await import("@tensorflow/tfjs-backend-cpu");
    return undefined;
  },
  prepare(backend) {
    silenceAdvice(backend);
  },
  threads: async () => ({ threads: 1 }),
};
