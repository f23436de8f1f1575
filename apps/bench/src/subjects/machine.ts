/* The machine's own limits, by our kernels: what they reach where nothing but arithmetic, or nothing but memory, is in the way. */
import { gemm, gpuWork, kernelsOf } from "@tenetjs/kernels/internals";
import { backend } from "@tensorflow/tfjs-core";
import type { MachineTask } from "../cases/task.ts";
import { cardOf } from "./card-of.ts";
import type { Prepared, SubjectOptions } from "./subject.ts";
import { startTenet } from "./tenet.ts";

export async function prepareMachine(
  task: MachineTask,
  options: SubjectOptions,
): Promise<Pick<Prepared, "work" | "versions" | "adapter">> {
  const started = await startTenet(options);
  return {
    work: (options.backend === "webgpu" ? onCard : onProcessor)(task),
    versions: {},
    ...cardOf(started),
  };
}

function onCard(task: MachineTask): () => Promise<void> {
  if (task.kind === "read")
    throw new RangeError("machine: on a graphics card, reading is measured by a copy");
  return gpuWork(task).run;
}

function onProcessor({ kind, size }: MachineTask): () => Promise<void> {
  if (kind === "copy") throw new RangeError("machine: on the processor, memory is measured by reading");
  return kind === "product" ? squareProduct(size) : readOnce(size);
}

/** C = A B of squares of `size`. */
function squareProduct(size: number): () => Promise<void> {
  const [a, b, c] = [filled(size * size), filled(size * size), filled(size * size)];
  return async () => gemm(kernelsOf(backend()), { m: size, n: size, k: size, a, b, c });
}

/** A matrix of `size` values times a vector: each value is read once, and two operations on it are nothing beside that. */
function readOnce(size: number): () => Promise<void> {
  const columns = 1024;
  const rows = size / columns;
  const [a, b, c] = [filled(size), filled(columns), filled(rows)];
  return async () => gemm(kernelsOf(backend()), { m: rows, n: 1, k: columns, a, b, c });
}

/** The address of so many values, none of them zero. */
function filled(count: number): number {
  const kernels = kernelsOf(backend());
  const address = kernels.allocate(4 * count);
  new Float32Array(kernels.memory.buffer, address, count).fill(0.5);
  return address;
}
