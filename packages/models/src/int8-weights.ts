import { type CellParams, isCell } from "@tenetjs/cells";
import { int8Matrix, valuesOf } from "@tenetjs/cells/internals";
import { phrase, problem } from "@tenetjs/core/internals";
import { disposeTree } from "@tenetjs/core/tensors";
import { clone, type Tensor, type Tensor2D, tensor2d } from "@tensorflow/tfjs-core";
import { affineHead } from "./head.ts";
import type { LanguageModel, LanguageModelParams } from "./language-model.ts";

/**
 * The float32 parameters that `streamingLanguageModel(model, params, { weights: "int8" })` computes with, as new tensors, to measure what 8 bits cost: each
 * weight that is multiplied is rounded to a multiple of a 127th of the largest of its output. Biases, and rows that ids look up, are copies. Of a tied
 * head they have a rounded copy as `w`.
 *
 * @throws {TypeError} if a layer has no recipe.
 */
export async function int8Weights(
  model: LanguageModel,
  params: LanguageModelParams,
): Promise<LanguageModelParams> {
  checkLayers("int8Weights", model);
  const { input, recurrent, head } = params;
  const made: Tensor[] = [];
  const own = <T extends Tensor>(tensor: T): T => {
    made.push(tensor);
    return tensor;
  };
  const rounded = async (matrix: Tensor2D, transposed = false): Promise<Tensor2D> => {
    const [first, second] = matrix.shape;
    const [rows, columns] = transposed ? [second, first] : [first, second];
    const integers = int8Matrix(await matrix.data<"float32">(), { rows, columns, transposed });
    return own(tensor2d(valuesOf(integers), [rows, columns]));
  };
  const copies = <Part extends Readonly<Record<string, Tensor>>>(part: Part): Part =>
    Object.fromEntries(Object.entries(part).map(([name, tensor]) => [name, own(clone(tensor))])) as Part;
  try {
    const layers: CellParams[] = [];
    for (const [index, layer] of (recurrent.layers as readonly CellParams[]).entries()) {
      const { wx, wh, ...rest } = layer;
      const looksUp = index === 0 && input.table === undefined;
      layers.push({
        ...copies(rest),
        wx: looksUp ? own(clone(wx)) : await rounded(wx),
        wh: await rounded(wh),
      });
    }
    const { w, b, transposed } = affineHead(head, input.table);
    return {
      input: copies(input),
      recurrent: { layers },
      head: { w: await rounded(w, transposed), b: own(clone(b)) },
    };
  } catch (error) {
    disposeTree(made);
    throw error;
  }
}

/** @throws {TypeError} if one of the model's layers has no recipe, so that its weights are not known by name. */
function checkLayers(where: string, { layers }: LanguageModel): void {
  const other = layers.find((layer) => !isCell(layer));
  if (other === undefined) return;
  throw new TypeError(problem(where, "cells with a recipe", phrase(other.name), "Use float32 weights."));
}
