/* The machine's limits, measured with our kernels: a product that is bound by arithmetic, and reads and copies that are bound by memory. */
import { gemm, gpuWork, kernelsOf } from "@tenetjs/kernels/internals";
import { backend } from "@tensorflow/tfjs-core";
import type { MachineTask } from "../cases/task.ts";
import { gpuOf } from "./gpu-of.ts";
import type { Prepared, SubjectOptions } from "./subject.ts";
import { formOf, startTenet } from "./tenet.ts";

export async function prepareMachine(
  task: MachineTask,
  options: SubjectOptions,
): Promise<Pick<Prepared, "work" | "versions" | "adapter" | "form">> {
  const started = await startTenet(options);
  return {
    work: (options.backend === "webgpu" ? onGpu : onProcessor)(task),
    versions: {},
    ...gpuOf(started),
    ...formOf(started),
  };
}

function onGpu(task: MachineTask): () => Promise<void> {
  if (task.kind === "read")
    throw new RangeError('machine: expected a task of kind "product" or "copy" on a GPU, got "read".');
  return gpuWork(task).run;
}

function onProcessor({ kind, size }: MachineTask): () => Promise<void> {
  if (kind === "copy")
    throw new RangeError(
      'machine: expected a task of kind "product" or "read" on the processor, got "copy".',
    );
  return kind === "product" ? squareProduct(size) : readOnce(size);
}

/** C = A B of `[size, size]` matrices. */
function squareProduct(size: number): () => Promise<void> {
  const [a, b, c] = [filled(size * size), filled(size * size), filled(size * size)];
  return async () => gemm(kernelsOf(backend()), { m: size, n: size, k: size, a, b, c });
}

/** A matrix of `size` values times a vector. Each value is read once; the two operations per value are negligible in comparison. */
function readOnce(size: number): () => Promise<void> {
  const columns = 1024;
  const rows = size / columns;
  const [a, b, c] = [filled(size), filled(columns), filled(rows)];
  return async () => gemm(kernelsOf(backend()), { m: rows, n: 1, k: columns, a, b, c });
}

/** The address of `count` allocated values, all 0.5. */
function filled(count: number): number {
  const kernels = kernelsOf(backend());
  const address = kernels.allocate(4 * count);
  new Float32Array(kernels.memory.buffer, address, count).fill(0.5);
  return address;
}
