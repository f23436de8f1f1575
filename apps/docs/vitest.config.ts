import { defineConfig } from "vitest/config";
import { retries, testLimit } from "../../packages/testing/src/limits.ts";

// The tests of the built site, which `pnpm check:docs` builds first. Those of its sources are run with all others.
const conditions = ["@tenetjs/source", "node", "import", "module", "default"];

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions, externalConditions: conditions } },
  test: {
    include: ["tests/*.test.ts"],
    testTimeout: testLimit,
    hookTimeout: testLimit,
    retry: retries,
    // The browsers share two cores with the networks that their pages train.
    fileParallelism: false,
  },
});
