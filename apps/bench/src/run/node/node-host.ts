import { revectorizeIfSound } from "@tenetjs/kernels/node";
import type { Host } from "../bench.ts";
import { whyNoWebGpu } from "../why-no-webgpu.ts";
import { adapterProgram, connectProcess } from "./connect-process.ts";
import { nodeEnvironment } from "./environment.ts";
import { packageVersion } from "./package-version.ts";
import { connectPytorch, whyNoCompiler, whyNoPytorch } from "./pytorch.ts";

export type NodeHostOptions = {
  /** The Python that has PyTorch. Default `python3`. */
  readonly python?: string;
  /** Whether to measure WebGPU on a software adapter. Default false. */
  readonly softwareGpu?: boolean;
};

/** A host that runs each subject in its own Node process, or in Python. */
export function nodeHost({ python = "python3", softwareGpu = false }: NodeHostOptions = {}): Host {
  const torch = once(() => whyNoPytorch(python));
  const torchOnGpu = once(() => whyNoPytorch(python, { gpu: true }));
  const compiler = once(whyNoCompiler);
  const webgpu = once(() => whyNoWebGpu(softwareGpu));
  return {
    name: "node",
    connect: ({ adapter }) =>
      adapter === "pytorch" ? connectPytorch(python) : connectProcess(adapterProgram()),
    async whyMissing({ adapter, hosts, needs, options }) {
      if (!hosts.includes("node")) return "it runs only in pages";
      const absent = needs.filter((name) => packageVersion(name) === undefined);
      if (absent.length > 0) return `it is not installed: npm install ${absent.join(" ")}`;
      if (adapter === "pytorch") {
        if (options.gpu) return torchOnGpu();
        return (await torch()) ?? (options.compile ? compiler() : undefined);
      }
      return options.backend === "webgpu" ? webgpu() : undefined;
    },
    async environment() {
      const environment = nodeEnvironment();
      // So that no subject has to probe V8 while it is timed.
      await revectorizeIfSound();
      return environment;
    },
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
