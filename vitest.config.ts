import { defineConfig } from "vitest/config";
import { testLimit } from "./packages/testing/src/limits.ts";

// Tests run the sources of every package, never a stale build: the same condition that `tsc` and `pnpm tenet` use.
const conditions = ["@tenetjs/source", "node", "import", "module", "default"];

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions, externalConditions: conditions } },
  test: {
    include: ["packages/*/src/**/*.test.ts", "apps/*/src/**/*.test.ts", "scripts/**/*.test.ts"],
    testTimeout: testLimit,
    hookTimeout: testLimit,
    // A file a core: by default one core is left free, which on a machine of two is half of it.
    maxWorkers: "100%",
    // Of tests marked as concurrent: the examples of the READMEs, each a process of its own.
    maxConcurrency: 2,
  },
});
