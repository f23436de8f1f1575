import {
  type _FusedMatMulAttrs,
  Add,
  Elu,
  getKernel,
  type KernelBackend,
  type KernelFunc,
  LeakyRelu,
  Prelu,
  Relu,
  Relu6,
  Sigmoid,
  type TensorInfo,
} from "@tensorflow/tfjs-core";
import { kernelsOf } from "../module/kernels.ts";
import { batchedProduct, isBatchedProduct } from "./batched-product.ts";

type Inputs = { a: TensorInfo; b: TensorInfo; bias?: TensorInfo; preluActivationWeights?: TensorInfo };

/**
 * The kernel `_FusedMatMul`, activation(A B + bias), with our own products. tfjs's adds the bias wrongly if B is transposed and has
 * more than 48 rows, and refuses a bias that is not a single row.
 */
export function fusedMatMul(original: KernelFunc): KernelFunc {
  return (call) => {
    const { backend } = call;
    const { a, b, bias, preluActivationWeights } = call.inputs as unknown as Inputs;
    const { transposeA, transposeB, activation, leakyreluAlpha } = call.attrs as unknown as _FusedMatMulAttrs;
    const product = { a, b, transposeA, transposeB };
    const known = activation === "linear" || activation in kernelOf;
    if (!known || !isBatchedProduct(product)) return original(call);

    const columns = b.shape.at(transposeB ? -2 : -1);
    const isRow = bias?.shape.length === 1 && bias.shape[0] === columns;
    let result = batchedProduct(kernelsOf(backend as object), { ...product, bias: isRow ? bias : undefined });
    const apply = (kernelName: string, inputs: Record<string, TensorInfo>, attrs = {}) => {
      const former = result;
      result = getKernel(kernelName, "wasm").kernelFunc({ inputs, attrs, backend }) as TensorInfo;
      (backend as KernelBackend).disposeData(former.dataId);
    };
    if (bias !== undefined && !isRow) apply(Add, { a: result, b: bias });
    if (activation === "prelu") apply(Prelu, { x: result, alpha: preluActivationWeights as TensorInfo });
    else if (activation !== "linear") apply(kernelOf[activation], { x: result }, { alpha: leakyreluAlpha });
    return result;
  };
}

const kernelOf = {
  relu: Relu,
  relu6: Relu6,
  elu: Elu,
  sigmoid: Sigmoid,
  leakyrelu: LeakyRelu,
  prelu: Prelu,
};
