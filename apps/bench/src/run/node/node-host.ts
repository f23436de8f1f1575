import { survey } from "@tenetjs/backends";
import type { Host } from "../bench.ts";
import { adapterProgram, connectProcess } from "./connect-process.ts";
import { nodeEnvironment } from "./environment.ts";
import { packageVersion } from "./package-version.ts";
import { connectPytorch, whyNoPytorch } from "./pytorch.ts";

export type NodeHostOptions = {
  /** A Python, for PyTorch. Default `python3`. */
  readonly python?: string;
  /** Whether to measure on a graphics card that is a program on the processor. Default false. */
  readonly softwareGpu?: boolean;
};

/** Subjects in processes of their own. */
export function nodeHost({ python = "python3", softwareGpu = false }: NodeHostOptions = {}): Host {
  const torch = once(() => whyNoPytorch(python));
  const webgpu = once(() => whyNoWebGpu(softwareGpu));
  return {
    name: "node",
    connect: ({ adapter }) =>
      adapter === "pytorch" ? connectPytorch(python) : connectProcess(adapterProgram()),
    async whyMissing({ adapter, hosts, needs, options }) {
      if (!hosts.includes("node")) return "it runs in pages alone";
      const absent = needs.filter((name) => packageVersion(name) === undefined);
      if (absent.length > 0) return `it is not installed: npm install ${absent.join(" ")}`;
      if (adapter === "pytorch") return torch();
      return options.backend === "webgpu" ? webgpu() : undefined;
    },
    environment: async () => nodeEnvironment(),
    versionOf: packageVersion,
  };
}

async function whyNoWebGpu(softwareGpu: boolean): Promise<string | undefined> {
  const report = (await survey()).find(({ name }) => name === "webgpu");
  if (report === undefined) return "there is no such backend";
  if (!report.available) return `${report.reason}. ${report.remedy}`;
  if (!report.software || softwareGpu) return undefined;
  return `its graphics card is a program on the processor (${report.device}): name it by --subject to measure it all the same`;
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
