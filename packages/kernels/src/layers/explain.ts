import { fusedScanKernel } from "@tenetjs/cells/internals";
import { phrase, problem } from "@tenetjs/core/internals";
import { fusedKernel } from "@tenetjs/core/tensors/internals";
import { getBackend } from "@tensorflow/tfjs-core";
import type { RecurrentLayer } from "./recurrent-layer.ts";
import { recurrentRecipe } from "./recurrent-recipe.ts";
import { recurrentClasses } from "./take-over-layers.ts";

/** How a recurrent layer of a tfjs-layers model runs on the current backend. */
export type LayerExplanation = {
  /** Its name in the model, with those of the layers around it: `bidirectional_1/forward_lstm`. */
  readonly layer: string;
  /** `LSTM`, `GRU`, `SimpleRNN`, `RNN`, ... */
  readonly kind: string;
  /** Whether its sequences are one kernel each, or composed of tfjs's operations, always or in training alone. */
  readonly form: "fused" | "composed" | "composed in training";
  /** Why. */
  readonly reason: string;
};

/**
 * Which recurrent layers of a tfjs-layers model the fused scan runs, and why it does not run the others. Layers inside wrappers and inside
 * nested models are listed too.
 *
 * @throws {TypeError} when `model` is not a model of tfjs-layers.
 */
export function explain(model: { readonly layers: readonly object[] }): LayerExplanation[] {
  if (!Array.isArray(model?.layers)) {
    throw new TypeError(problem("explain", "a model of tfjs-layers, with layers", phrase(typeof model)));
  }
  return model.layers.flatMap((layer) => explainLayer(layer as AnyLayer, ""));
}

/** A layer, a wrapper of one or two layers, or a model. */
type AnyLayer = Pick<RecurrentLayer, "name" | "getClassName"> & {
  readonly cell?: object;
  readonly layer?: AnyLayer;
  readonly layers?: readonly AnyLayer[];
  readonly forwardLayer?: AnyLayer;
  readonly backwardLayer?: AnyLayer;
};

function explainLayer(layer: AnyLayer, above: string): LayerExplanation[] {
  const name = `${above}${layer.name}`;
  const { forwardLayer, backwardLayer } = layer;
  const inner =
    forwardLayer !== undefined && backwardLayer !== undefined
      ? [forwardLayer, backwardLayer]
      : (layer.layers ?? (layer.layer === undefined ? [] : [layer.layer]));
  if (inner.length > 0) return inner.flatMap((one) => explainLayer(one, `${name}/`));
  if (layer.cell === undefined) return [];
  return [{ layer: name, kind: layer.getClassName(), ...formOf(layer as RecurrentLayer) }];
}

function formOf(layer: RecurrentLayer): Pick<LayerExplanation, "form" | "reason"> {
  const kind = layer.getClassName();
  if (!(recurrentClasses as readonly string[]).includes(kind))
    return { form: "composed", reason: `a layer of the class ${kind} may do anything in its step` };
  const recipe = recurrentRecipe(layer);
  if (typeof recipe === "string") return { form: "composed", reason: recipe };
  if (fusedKernel(fusedScanKernel) === undefined) {
    const reason = `the backend ${getBackend() ?? "(none)"} has no fused scan: use wasm or webgpu, and import @tenetjs/kernels/register`;
    return { form: "composed", reason };
  }
  const { dropout, recurrentDropout } = layer.cell;
  if (dropout > 0 || recurrentDropout > 0) {
    const reason =
      "its dropout and recurrentDropout draw masks inside the step: put a layer tf.layers.dropout behind it instead";
    return { form: "composed in training", reason };
  }
  return { form: "fused", reason: "its sequence is one kernel, forward and backward" };
}
