import {
  engine,
  getBackend,
  getKernel,
  type NamedAttrMap,
  type NamedTensorMap,
  type Tensor,
} from "@tensorflow/tfjs-core";

/**
 * The kernel called `name`, if one is registered for the current backend. It takes tensors by name or in a list, and returns a list.
 * `import "@tenetjs/kernels/register"` registers kernels that replace many operations each.
 */
export function fusedKernel(
  name: string,
):
  | ((inputs: Readonly<Record<string, Tensor>> | readonly Tensor[], attributes?: NamedAttrMap) => Tensor[])
  | undefined {
  if (getKernel(name, getBackend()) === undefined) return undefined;
  return (inputs, attributes = {}) =>
    [engine().runKernel(name, inputs as unknown as NamedTensorMap, attributes)].flat();
}
