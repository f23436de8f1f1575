import type { Host } from "../bench.ts";
import { whyNoWebGpu } from "../why-no-webgpu.ts";
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
  const torchOnCard = once(() => whyNoPytorch(python, { card: true }));
  const webgpu = once(() => whyNoWebGpu(softwareGpu));
  return {
    name: "node",
    connect: ({ adapter }) =>
      adapter === "pytorch" ? connectPytorch(python) : connectProcess(adapterProgram()),
    async whyMissing({ adapter, hosts, needs, options }) {
      if (!hosts.includes("node")) return "it runs in pages alone";
      const absent = needs.filter((name) => packageVersion(name) === undefined);
      if (absent.length > 0) return `it is not installed: npm install ${absent.join(" ")}`;
      if (adapter === "pytorch") return options.card ? torchOnCard() : torch();
      return options.backend === "webgpu" ? webgpu() : undefined;
    },
    environment: async () => nodeEnvironment(),
    versionOf: packageVersion,
  };
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
