import type { Host } from "../../run/bench.ts";
import { whyNoWebGpu } from "../../run/why-no-webgpu.ts";
import type { About } from "../about.ts";
import { connectWorker } from "./connect-worker.ts";
import { pageEnvironment } from "./page-environment.ts";

/** The versions of the libraries in the page's bundle, which `scripts/build-page.ts` defines. */
declare const bundledVersions: Readonly<Record<string, string>>;

/** Why a page cannot measure memory. */
export const whyNoMemory = "a page cannot measure the memory of a worker";

/** A host that runs each subject in a worker of this page. `softwareGpu` says whether to measure WebGPU on a software adapter. */
export function pageHost({ commit, served }: About, { softwareGpu }: { softwareGpu: boolean }): Host {
  const versions: Readonly<Record<string, string>> = { ...bundledVersions, ...served };
  let webgpu: Promise<string | undefined> | undefined;
  return {
    name: "browser",
    connect: connectWorker,
    async whyMissing({ hosts, needs, options, threads }, measure) {
      if (!hosts.includes("browser")) return "it does not run in pages";
      if (measure === "memory") return whyNoMemory;
      const absent = needs.filter((name) => versions[name] === undefined);
      if (absent.length > 0) return `it is not installed: npm install ${absent.join(" ")}`;
      if (threads > 1 && !crossOriginIsolated) {
        return "the page is not cross-origin isolated, so threads cannot share memory";
      }
      if (options.backend !== "webgpu") return undefined;
      webgpu ??= whyNoWebGpu(softwareGpu);
      return webgpu;
    },
    environment: () => pageEnvironment(commit),
    versionOf: (name) => versions[name],
  };
}
