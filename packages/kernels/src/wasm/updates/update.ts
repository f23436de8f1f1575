import { isShared } from "@tenetjs/backends/internals";
import type { UpdateRecipe } from "@tenetjs/recipes";
import {
  emitUpdate,
  type UpdateAttributes,
  type UpdateProgram,
  updateProgram,
} from "@tenetjs/recipes/internals";
import { type TensorInfo, util } from "@tensorflow/tfjs-core";
import { updateLists } from "../../updates/update-lists.ts";
import { kernel } from "../kernel.ts";
import type { Kernels } from "../module/kernels.ts";

/** The kernel `updateKernel`: a step of an update recipe for lists of tensors. */
export const update = kernel<readonly TensorInfo[], UpdateAttributes>(
  ({ kernels, inputs, attributes: { recipe, scalars } }) => {
    const { program, run } = updateModule(kernels.memory, recipe);
    const lists = updateLists(recipe, Object.values(inputs));
    const outputs = program.writes.map(() =>
      lists.gradient.map(({ shape }) => kernels.output(shape, "float32")),
    );
    const atScalars = writeScalars(kernels, program, scalars);
    lists.gradient.forEach(({ shape }, index) => {
      const read = program.reads.map((place) => lists.at(place)[index] as TensorInfo);
      const written = outputs.map((list) => list[index] as TensorInfo);
      run(util.sizeFromShape([...shape]), ...[...read, ...written].map(kernels.address), atScalars);
    });
    if (atScalars !== 0) kernels.free(atScalars);
    return outputs.flat();
  },
);

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
type UpdateModule = { readonly program: UpdateProgram; readonly run: (...integers: number[]) => void };

/** The module of `recipe` on `memory`, compiled at the first call and cached for the recipe. */
function updateModule(memory: WebAssembly.Memory, recipe: UpdateRecipe): UpdateModule {
  const ofMemory = modules.get(memory) ?? new WeakMap<UpdateRecipe, UpdateModule>();
  modules.set(memory, ofMemory);
  const known = ofMemory.get(recipe);
  if (known !== undefined) return known;
  const program = updateProgram(recipe);
  const code = emitUpdate(program, { shared: isShared(memory), maximumPages: 65536 });
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(code), { env: { memory } });
  const made = { program, run: exports.update as UpdateModule["run"] };
  ofMemory.set(recipe, made);
  return made;
}

const modules = new WeakMap<WebAssembly.Memory, WeakMap<UpdateRecipe, UpdateModule>>();
