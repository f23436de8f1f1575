import { checkShape } from "@tenetjs/core/tensors";
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
 * `wx` is `[input, 4 * hidden]`, `wh` is `[hidden, 4 * hidden]`, `b` is `[4 * hidden]`, in the order input, forget, candidate, output.
 * `gainX` and `gainH`, `[4 * hidden]`, scale the normalised products; `gainC` and `biasC`, `[hidden]`, are for the memory.
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
 * An LSTM whose sums are normalised over its units (Ba, Kiros and Hinton, 2016, supplementary material): with
 * N(v) = (v - mean(v)) / sqrt(variance(v) + 1e-5) over the last axis,
 *
 * - [i, f, g, o] = gainX N(x Wx) + gainH N(h' Wh) + b, all four gates in one mean,
 * - c = sigmoid(f) c' + sigmoid(i) tanh(g),
 * - h = sigmoid(o) tanh(gainC N(c) + biasC).
 *
 * The paper's two further biases, of the products, would add up with b and are left out. A mean over units is no matter of one
 * unit, so that this cell is not a recipe, but a {@link Layer} of composed operations.
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

/** The number of parameters of {@link layerNormLstm}: those of the LSTM, and the gains and the bias. */
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
