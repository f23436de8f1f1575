import { checkShape } from "@tenetjs/core/tensors/internals";
import { type ParameterCount, parameterCount } from "@tenetjs/recipes";
import {
  add,
  div,
  matMul,
  mean,
  mul,
  ones,
  sigmoid,
  split,
  sqrt,
  square,
  sub,
  type Tensor,
  type Tensor1D,
  type Tensor2D,
  tanh,
  unstack,
  zeros,
} from "@tensorflow/tfjs-core";
import type { CellOptions } from "../cell-options.ts";
import type { CellState } from "../cell-state.ts";
import type { Layer } from "../layer.ts";
import { projectInputs } from "../pre-activations.ts";
import { unrollSteps } from "../unroll-steps.ts";
import { lstm, lstmRecipe } from "./lstm.ts";

/**
 * The parameters of {@link layerNormLstm}. `wx` is `[input, 4 * hidden]`, `wh` is `[hidden, 4 * hidden]` and `b` is `[4 * hidden]`, in the
 * order input, forget, candidate, output. `gainX` and `gainH`, `[4 * hidden]`, scale the normalised products; `gainC` and `biasC`,
 * `[hidden]`, scale and shift the normalised memory.
 */
export type LayerNormLstmParams = {
  readonly wx: Tensor2D;
  readonly wh: Tensor2D;
  readonly b: Tensor1D;
  readonly gainX: Tensor1D;
  readonly gainH: Tensor1D;
  readonly gainC: Tensor1D;
  readonly biasC: Tensor1D;
};

/**
 * An LSTM that normalises its pre-activations and its memory over the units (Ba, Kiros and Hinton, 2016, supplementary material). With
 * N(v) = (v - mean(v)) / sqrt(variance(v) + 1e-5) over the last axis:
 *
 * - [i, f, g, o] = gainX N(x Wx) + gainH N(h' Wh) + b, with one mean over all four gates,
 * - c = sigmoid(f) c' + sigmoid(i) tanh(g),
 * - h = sigmoid(o) tanh(gainC N(c) + biasC).
 *
 * The paper has two more biases, of the normalised products. They are redundant with b, and are left out. A mean over units cannot be
 * written as the arithmetic of one unit, so this cell has no recipe: it is a {@link Layer} composed of tfjs's operations.
 *
 * @throws {RangeError} when a size is not an integer of at least 1.
 */
export function layerNormLstm(options: CellOptions): Layer<LayerNormLstmParams, CellState> {
  const plain = lstm(options);
  const { inputSize, hiddenSize } = options;
  return {
    name: "layer-norm-lstm",
    inputSize,
    outputSize: hiddenSize,
    init: (rng) => {
      const { wx, wh, b } = plain.init(rng);
      const [gainX, gainH] = [ones([4 * hiddenSize]), ones([4 * hiddenSize])] as [Tensor1D, Tensor1D];
      return { wx, wh, b, gainX, gainH, gainC: ones([hiddenSize]), biasC: zeros([hiddenSize]) };
    },
    zeroState: plain.zeroState,
    unroll: (params, inputs, run) => {
      checkParams(params, inputSize, hiddenSize);
      const { wx, wh, b, gainX, gainH, gainC, biasC } = params;
      const fromInput = unstack(add(mul(normalise(projectInputs(inputs, wx)), gainX), b), 1);
      return unrollSteps(inputs.shape[1] as number, run, (step, state) => {
        const sums = add(fromInput[step] as Tensor, mul(normalise(matMul(state.h, wh)), gainH));
        const [input, forget, candidate, output] = split(sums, 4, 1) as [Tensor, Tensor, Tensor, Tensor];
        const kept = mul(sigmoid(forget), state.c as Tensor2D);
        const c = add<Tensor2D>(kept, mul(sigmoid(input), tanh(candidate)));
        const seen = add(mul(normalise(c), gainC), biasC);
        return { h: mul(sigmoid(output), tanh(seen)), c };
      });
    },
  };
}

/** The number of parameters of {@link layerNormLstm}: those of the LSTM, plus the gains and the bias of the memory. */
export function layerNormLstmParameterCount(
  sizes: Pick<CellOptions, "inputSize" | "hiddenSize">,
): ParameterCount {
  const { total, terms, formula } = parameterCount(lstmRecipe, sizes);
  const norms = { formula: "10·n", count: 10 * sizes.hiddenSize };
  return {
    total: total + norms.count,
    terms: [...terms, norms],
    formula: `${formula} + ${norms.formula}`,
  };
}

function normalise(x: Tensor): Tensor {
  const centred = sub(x, mean(x, -1, true));
  return div(centred, sqrt(add(mean(square(centred), -1, true), 1e-5)));
}

function checkParams(params: LayerNormLstmParams, inputSize: number, hiddenSize: number): void {
  const gates = 4 * hiddenSize;
  const shapes = {
    wx: [inputSize, gates],
    wh: [hiddenSize, gates],
    b: [gates],
    gainX: [gates],
    gainH: [gates],
    gainC: [hiddenSize],
    biasC: [hiddenSize],
  } as const;
  for (const [name, shape] of Object.entries(shapes))
    checkShape("layer-norm-lstm", name, params[name as keyof typeof shapes], shape);
}
