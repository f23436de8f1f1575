import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import type { Batch } from "@tenetjs/datasets";
import { isNetworkTask, training } from "../../cases/task.ts";
import { type Matrix, workloadOf } from "../../cases/workload.ts";
import type { Connection } from "../connection.ts";
import { connectProcess } from "./connect-process.ts";

// The build runs the script from the sources too.
const script = fileURLToPath(new URL("../../../src/subjects/pytorch.py", import.meta.url));

/** A clause on why a Python cannot run PyTorch, or with `gpu` cannot run it on a GPU; undefined where it can. */
export async function whyNoPytorch(
  python: string,
  { gpu = false }: { readonly gpu?: boolean } = {},
): Promise<string | undefined> {
  try {
    await promisify(execFile)(python, gpu ? [script, "--gpu"] : ["-c", "import torch"], {
      timeout: 60_000,
    });
    return undefined;
  } catch (error) {
    const noGpu = gpu && error instanceof Error && "code" in error && error.code === 3;
    return noGpu
      ? `torch in ${python} finds no GPU: install a build of torch for your GPU, as pytorch.org describes`
      : `${python} is not a Python with torch: name one with --python PATH`;
  }
}

/** A clause on why `torch.compile` cannot compile here; undefined where a C++ compiler is found. */
export async function whyNoCompiler(): Promise<string | undefined> {
  // The variable, and the names, by which torch looks for it.
  for (const compiler of [process.env.CXX, "g++", "clang++"]) {
    if (compiler === undefined || compiler === "") continue;
    try {
      await promisify(execFile)(compiler, ["--version"], { timeout: 60_000 });
      return undefined;
    } catch {}
  }
  return "torch.compile needs a C++ compiler: install g++, or name one in CXX";
}

/** A connection to PyTorch in its own process. The workload is sent with the job, because Python cannot make it from the seed. */
export function connectPytorch(python: string): Connection {
  const connection = connectProcess({ command: python, args: [script] });
  return {
    ...connection,
    ask(request) {
      if (!("task" in request) || !isNetworkTask(request.task)) return connection.ask(request);
      const { task, weights, batches } = workloadOf(request.task);
      const layers = weights.layers.map((layer) =>
        Object.fromEntries(Object.entries(layer).map(([name, matrix]) => [name, encoded(matrix)])),
      );
      const head = { w: encoded(weights.head.w), b: encoded(weights.head.b) };
      const workload = {
        task,
        training,
        weights: { layers, head },
        batches: batches.map(({ inputs, targets }) => ({
          inputs: encoded(inputs),
          targets: encoded(targets),
        })),
      };
      return connection.ask({ ...request, workload });
    },
  };
}

function encoded({ data, shape }: Matrix | Batch["inputs"]) {
  const bytes = Buffer.from(data.buffer, data.byteOffset, data.byteLength);
  const type = data instanceof Float32Array ? "float32" : "int32";
  return { type, shape, base64: bytes.toString("base64") };
}
