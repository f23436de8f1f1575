/* Forward and backward through one LSTM on ids, by hidden size and by length, and products of large squares. */
import { lstm, scan } from "@tenetjs/cells";
import { seed } from "@tenetjs/core";
import { leaves, unflatten } from "@tenetjs/core/tensors";
import { gemm, kernelsOf } from "@tenetjs/kernels";
import { backend, grads, sum, type Tensor, tensor2d, tidy } from "@tensorflow/tfjs-core";
import { serve, type Works } from "../serve.ts";
import { startKernels, type TenetOptions } from "./start-kernels.ts";

/** Which works are wanted, by name. */
type Wanted = {
  readonly squares: Readonly<Record<string, number>>;
  readonly scans: Readonly<Record<string, ScanSizes>>;
};
type ScanSizes = { vocabulary: number; hiddenSize: number; batch: number; time: number };

await serve(async ({ squares, scans, ...options }: Wanted & Omit<TenetOptions, "model">): Promise<Works> => {
  await startKernels(options);
  return { ...mapValues(squares, squareProduct), ...mapValues(scans, scanBothWays) };
});

function scanBothWays({ vocabulary, hiddenSize, batch, time }: ScanSizes): () => void {
  const layer = lstm({ inputSize: vocabulary, hiddenSize });
  const params = layer.init(seed(1));
  const values = Int32Array.from({ length: batch * time }, (_, index) => (index * 31) % vocabulary);
  const ids = tensor2d(values, [batch, time], "int32");
  const summed = (...tensors: Tensor[]) =>
    sum(scan(layer, unflatten(params, tensors), ids, { training: true }).outputs);
  return () => tidy(() => void grads(summed)(leaves(params)));
}

function squareProduct(size: number): () => void {
  const kernels = kernelsOf(backend());
  const bytes = 4 * size * size;
  const [a, b, c] = [kernels.allocate(bytes), kernels.allocate(bytes), kernels.allocate(bytes)];
  for (const address of [a, b]) new Float32Array(kernels.memory.buffer, address, size * size).fill(0.5);
  return () => gemm(kernels, { m: size, n: size, k: size, a, b, c });
}

function mapValues<From, To>(
  record: Readonly<Record<string, From>>,
  of: (value: From) => To,
): Record<string, To> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, of(value)]));
}
