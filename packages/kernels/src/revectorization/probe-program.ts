/*
 * The program of the probe, which `probe.ts` runs with V8's revectorisation and without it. It writes what the kernels compute, in each
 * build that this runtime can run.
 */
import { start } from "@tenetjs/backends";
import { configureKernels } from "../configure.ts";
import "../register.ts";
import { wasmForm } from "../wasm/module/options.ts";
import { probeResults } from "./probe-results.ts";

/** V8 replaces the code of a function by optimised code after some runs. The last of these runs counts. */
const runs = 3;

configureKernels({ revectorize: process.argv[2] === "revectorized" });
const { build: fastest } = wasmForm();
await start("wasm", { threads: 1 });
const lines = ["strict", ...(fastest === "strict" ? [] : [fastest])].map((build) => {
  configureKernels({ reproducible: build === "strict" });
  for (let run = 1; run < runs; run += 1) probeResults();
  const results = Object.entries(probeResults()).map(
    ([name, values]) => [name, Buffer.from(values.buffer).toString("base64")] as const,
  );
  return JSON.stringify({ build, results: Object.fromEntries(results) });
});
process.stdout.write(`${lines.join("\n")}\n`);
