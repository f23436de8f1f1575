import { isShared } from "@tenetjs/backends/internals";
import type { UpdateRecipe } from "@tenetjs/recipes";
import {
  type ChainedUpdateAttributes,
  emitUpdate,
  type UpdateAttributes,
  type UpdateProgram,
  updateProgram,
} from "@tenetjs/recipes/internals";
import type { TensorInfo } from "@tensorflow/tfjs-core";
import { updateLists } from "../../updates/update-lists.ts";
import { kernel, sizeOf } from "../kernel.ts";
import type { Kernels } from "../module/kernels.ts";
import { callOf } from "../threads/call.ts";
import type { CodeModule, CompiledFunctions } from "../threads/code-module.ts";
import { clippingFactor, normOf } from "./global-norm.ts";
import { runInSlices, type Sliced } from "./slices.ts";

/** The kernels `updateKernel` and `chainedUpdateKernel`: a step of an update recipe for lists of tensors, with the factor of clipping among the scalars if it clips. */
export const update = kernel<readonly TensorInfo[], ChainedUpdateAttributes>(
  ({ kernels, inputs, attributes: { recipe, scalars, clip } }) => {
    const tensors = Object.values(inputs);
    if (clip === undefined) return runUpdate(kernels, recipe, scalars, tensors);
    const gradients = tensors.slice(0, tensors.length / (2 + recipe.slots.length));
    const factor = clippingFactor(normOf(kernels, gradients), clip.most);
    return runUpdate(kernels, recipe, { ...scalars, [clip.scalar]: factor }, tensors);
  },
);

function runUpdate(
  kernels: Kernels,
  recipe: UpdateRecipe,
  scalars: UpdateAttributes["scalars"],
  inputs: readonly TensorInfo[],
): TensorInfo[] {
  const { program, code } = updateModule(kernels.memory, recipe);
  const lists = updateLists(recipe, Object.values(inputs));
  const outputs = program.writes.map(() =>
    lists.gradient.map(({ shape }) => kernels.output(shape, "float32")),
  );
  const atScalars = writeScalars(kernels, program, scalars);
  const calls = lists.gradient.map(({ shape }, index): Sliced => {
    const read = program.reads.map((place) => lists.at(place)[index] as TensorInfo);
    const written = outputs.map((list) => list[index] as TensorInfo);
    const addresses = [...read, ...written].map(kernels.address);
    return {
      count: sizeOf(shape),
      call: (count, offset) =>
        callOf(code, "update", [count, ...addresses.map((address) => address + offset), atScalars]),
    };
  });
  runInSlices(kernels, recipe.name, calls);
  if (atScalars !== 0) kernels.free(atScalars);
  return outputs.flat();
}

/** The address of a newly allocated copy of the step's scalars, or 0 if there are none. */
function writeScalars(
  kernels: Kernels,
  { scalars: names }: UpdateProgram,
  scalars: UpdateAttributes["scalars"],
): number {
  if (names.length === 0) return 0;
  const address = kernels.allocate(names.length * 4);
  new Float32Array(kernels.memory.buffer, address, names.length).set(
    names.map((name) => scalars[name] as number),
  );
  return address;
}

/** A compiled update recipe, instantiated on one memory. */
type UpdateModule = { readonly program: UpdateProgram; readonly code: CodeModule };

/** The module of `recipe` on `memory`, compiled at the first call and cached for the recipe. */
function updateModule(memory: WebAssembly.Memory, recipe: UpdateRecipe): UpdateModule {
  const ofMemory = modules.get(memory) ?? new WeakMap<UpdateRecipe, UpdateModule>();
  modules.set(memory, ofMemory);
  const known = ofMemory.get(recipe);
  if (known !== undefined) return known;
  const program = updateProgram(recipe);
  const code = emitUpdate(program, { shared: isShared(memory), maximumPages: 65536 });
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(code), { env: { memory } });
  const made = { program, code: { exports: exports as CompiledFunctions, code } };
  ofMemory.set(recipe, made);
  return made;
}

const modules = new WeakMap<WebAssembly.Memory, WeakMap<UpdateRecipe, UpdateModule>>();
