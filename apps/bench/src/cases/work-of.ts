import type { NetworkTask } from "./task.ts";

/**
 * The minimum work of one call: the multiplications and additions of its matrix products, and the bytes that it moves from and to memory.
 *
 * Ids need no product, because they are looked up. Training computes each product three times: in the forward pass, for the gradient of its
 * input (except in the first layer) and for the gradient of its weights. Bytes assume that caches hold everything within a pass, and nothing
 * from one pass to the next: the forward pass reads weights and writes gates and states; the backward pass reads both and writes the gradients
 * of both; Adam reads four arrays of the size of the weights and writes three.
 */
export function workOf({ kind, network, batch, time }: NetworkTask): { flops: number; bytes: number } {
  const { shape, reads, inputSize, hiddenSize, layers, classes } = network;
  const steps = batch * time;
  const answered = reads === "ids" ? steps : batch;
  const product = (rows: number, inner: number, width: number) => 2 * rows * inner * width;
  const [wx, wh] = [shape.wx * hiddenSize, shape.wh * hiddenSize];

  const fromIds = reads === "ids" ? 0 : product(steps, inputSize, wx);
  const others =
    (layers - 1) * product(steps, hiddenSize, wx) +
    layers * product(steps, hiddenSize, wh) +
    product(answered, hiddenSize, classes);
  const flops = kind === "train" ? 2 * fromIds + 3 * others : fromIds + others;

  const weights =
    inputSize * wx +
    (layers - 1) * hiddenSize * wx +
    layers * hiddenSize * (wh + shape.b + shape.parameters.length) +
    (hiddenSize + 1) * classes;
  const activations = steps * layers * (shape.b + 1) * hiddenSize + answered * classes;
  const values = kind === "train" ? (3 + 7) * weights + 3 * activations : weights + activations;
  return { flops, bytes: 4 * values };
}
