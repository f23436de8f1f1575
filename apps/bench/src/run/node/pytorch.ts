import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import type { Batch } from "@tenetjs/datasets";
import { isNetworkTask, training } from "../../cases/task.ts";
import { type Matrix, workloadOf } from "../../cases/workload.ts";
import type { Connection } from "../connection.ts";
import { connectProcess } from "./connect-process.ts";

// The script lies with the sources, from where a build runs it too.
const script = fileURLToPath(new URL("../../../src/subjects/pytorch.py", import.meta.url));

/** Why a Python cannot run PyTorch, on a graphics card if that is asked for, as a clause; undefined when it can. */
export async function whyNoPytorch(
  python: string,
  { card = false }: { readonly card?: boolean } = {},
): Promise<string | undefined> {
  try {
    await promisify(execFile)(python, card ? [script, "--card"] : ["-c", "import torch"], {
      timeout: 60_000,
    });
    return undefined;
  } catch (error) {
    const noCard = card && error instanceof Error && "code" in error && error.code === 3;
    return noCard
      ? `the torch of ${python} finds no graphics card: install a build of it for yours, as pytorch.org says`
      : `${python} is no Python with torch: name one by --python PATH`;
  }
}

/** PyTorch in a process of its own, which is given the workload with its errand: it cannot make ours from the seed. */
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
