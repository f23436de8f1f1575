import { join } from "node:path";
import { defineConfig } from "vitest/config";
import { testLimit } from "./packages/testing/src/limits.ts";

// Tests run the sources of every package, never a stale build: the same condition that `tsc` and `pnpm tenet` use.
const conditions = ["@tenetjs/source", "node", "import", "module", "default"];

/**
 * The folders whose tests leave nothing behind in a process, so that a worker can run one file after another and loads each module once. Tests in
 * other folders register kernels, replace backends or lose devices, so each of their files has a process of its own.
 */
const sharing = [
  "packages/{cells,checkpoints,core,datasets,figures,models,recipes,sampling}",
  "apps/{bench,cli}",
];

const ignored = ["**/node_modules/**", "**/dist/**"];
const testsIn = (folders: readonly string[]) => folders.map((folder) => `${folder}/src/**/*.test.ts`);

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions, externalConditions: conditions } },
  test: {
    testTimeout: testLimit,
    hookTimeout: testLimit,
    // A file per core: by default one core is left free, which on a machine of two is half of it.
    maxWorkers: "100%",
    // Of tests marked as concurrent: the examples of the READMEs, each a process of its own.
    maxConcurrency: 2,
    // Programs that tests start load in half the time when their compiled modules are cached. Node 20 ignores this.
    env: { NODE_COMPILE_CACHE: join(import.meta.dirname, "node_modules/.cache/node") },
    projects: [
      {
        extends: true,
        test: { name: "shared", isolate: false, include: testsIn(sharing), exclude: ignored },
      },
      {
        extends: true,
        test: {
          name: "isolated",
          include: [...testsIn(["packages/*", "apps/*"]), "scripts/**/*.test.ts"],
          exclude: [...ignored, ...testsIn(sharing)],
        },
      },
    ],
  },
});
