import { join } from "node:path";
import { defineConfig } from "vitest/config";
import { retries, testLimit } from "./packages/testing/src/limits.ts";

// Tests run the sources of every package, never a stale build: the same condition that `tsc` and `pnpm tenet` use.
const conditions = ["@tenetjs/source", "node", "import", "module", "default"];

/**
 * The files whose tests leave nothing behind in a process, so that a worker can run one file after another and loads each module once. Files that
 * are in no list have a process of their own: they need WebGPU, which a process looks for once, register kernels, replace backends or lose devices.
 */
const sharing = [
  "packages/{browser,datasets,figures,recipes}/src/**/*.test.ts",
  "packages/bundling/src/pages.test.ts",
  "{apps/docs/src,scripts}/**/*.test.ts",
  // tfjs-layers brings a copy of tfjs-core of its own, and a damaged file can crash the HDF5 library.
  "packages/checkpoints/src/**/!(tfjs-layers|fuzz).test.ts",
  // Generation measures the memory of its process.
  "packages/sampling/src/!(generate).test.ts",
  "packages/sampling/src/*/**/*.test.ts",
  "packages/core/src/**/!(differentiable).test.ts",
  "apps/bench/src/{*,!(subjects)/**/*}.test.ts",
  "packages/cells/src/{bias,cell,dropout,initialisers,named-cell,scan-errors,stack}.test.ts",
  "packages/conformance/src/{memory-faults,browser/engine-for-tests,float64/*,parity/!(node)}.test.ts",
  "packages/lab/src/{*,{element,figure,gate,limits,memory,recipe,starts}/*}.test.ts",
  "packages/lab/src/text/{now-and-then,origins,read-source,suited-values,text-features,text-sentences}.test.ts",
  "packages/lab/src/{cell/cell-figure,training/!(gradient-norms)}.test.ts",
  "packages/models/src/options.test.ts",
  "packages/testing/src/{structure/*,readme/script-blocks}.test.ts",
  "packages/training/src/{options,optimizers/schedules,loop/{carried,evaluate,learning}}.test.ts",
];

/** The files that run commands of `tenet` in their own process, which all register the same kernels. Three look for WebGPU, which a process does once, so each has its own. */
const commands = ["apps/cli/src/{*,!(faults)/**/!(webgpu|moving|sample)}.test.ts"];

/** The files that drive browsers. */
const browsers = [
  "packages/bundling/src/{bundlers,examples}.test.ts",
  "packages/conformance/src/browser/{chromium-*,firefox,webkit}.test.ts",
  "packages/lab/src/**/*-{chromium,firefox,webkit}.test.ts",
  "apps/bench/src/browser/browser.test.ts",
];

/**
 * Settings of glibc's malloc: keep memory that is freed. SwiftShader's compiler allocates and frees many megabytes for each shader, and a seventh of its time went into
 * giving them back to the system and asking for them again. Other systems ignore this.
 */
const keepFreed = ["trim_threshold=1073741824", "mmap_threshold=1073741824", "top_pad=16777216"]
  .map((setting) => `glibc.malloc.${setting}`)
  .join(":");

const ignored = ["**/node_modules/**", "**/dist/**"];

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions, externalConditions: conditions } },
  test: {
    testTimeout: testLimit,
    hookTimeout: testLimit,
    retry: retries,
    // A file per core: by default one core is left free, which on a machine of two is half of it.
    maxWorkers: "100%",
    // Of tests marked as concurrent: the examples of the READMEs, each a process of its own.
    maxConcurrency: 2,
    // Programs that tests start load in half the time when their compiled modules are cached. Node 20 ignores this.
    env: { NODE_COMPILE_CACHE: join(import.meta.dirname, "node_modules/.cache/node") },
    projects: [
      // Projects run in the order of their names. Those of browsers are the longest files, so they come first, and no core is left without work at the end.
      {
        extends: true,
        test: {
          name: "browsers",
          include: browsers,
          exclude: ignored,
          globalSetup: "packages/conformance/src/testing/provide-shared.ts",
        },
      },
      {
        extends: true,
        test: {
          name: "shared",
          isolate: false,
          include: sharing,
          exclude: [...ignored, ...browsers],
        },
      },
      {
        extends: true,
        test: { name: "commands", isolate: false, include: commands, exclude: ignored },
      },
      {
        extends: true,
        test: {
          name: "isolated",
          env: { GLIBC_TUNABLES: keepFreed },
          include: ["{packages,apps}/*/src/**/*.test.ts", "scripts/**/*.test.ts"],
          exclude: [...ignored, ...sharing, ...commands, ...browsers],
        },
      },
    ],
  },
});
