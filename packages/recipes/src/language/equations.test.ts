import { gruRecipe, lstmRecipe, peepholeLstmRecipe, phasedRecipe, rnnRecipe } from "@tenetjs/cells";
import { expect, test } from "vitest";
import {
  abs,
  add,
  div,
  equations,
  exp,
  less,
  log,
  max,
  min,
  mod,
  mul,
  neg,
  recipe,
  relu,
  sqrt,
  sub,
  where,
} from "../index.ts";

test("the equations of the LSTM are those of its paper", () => {
  expect(equations(lstmRecipe)).toEqual([
    "f_t = \\sigma(x_t W_{xf} + h_{t-1} W_{hf} + b_f)",
    "i_t = \\sigma(x_t W_{xi} + h_{t-1} W_{hi} + b_i)",
    "g_t = \\tanh(x_t W_{xg} + h_{t-1} W_{hg} + b_g)",
    "c_t = f_t \\odot c_{t-1} + i_t \\odot g_t",
    "o_t = \\sigma(x_t W_{xo} + h_{t-1} W_{ho} + b_o)",
    "h_t = o_t \\odot \\tanh(c_t)",
  ]);
});

test("a cell of one gate needs no names for its weights", () => {
  expect(equations(rnnRecipe)).toEqual(["h_t = \\tanh(x_t W_x + h_{t-1} W_h + b)"]);
});

test("the GRU's candidate has a part from x and a part from h", () => {
  expect(equations(gruRecipe)).toContain("n_t = \\tanh(x_t W_{xn} + b_n + r_t \\odot \\bar{m}_t)");
  expect(equations(gruRecipe)).toContain("\\bar{m}_t = h_{t-1} W_{hm} + b_m");
});

test("peepholes stand where the paper has them: c_{t-1} in i and f, c_t in o", () => {
  const text = equations(peepholeLstmRecipe).join("\n");
  expect(text).toContain("i_t = \\sigma(x_t W_{xi} + h_{t-1} W_{hi} + b_i + p_i \\odot c_{t-1})");
  expect(text).toContain("o_t = \\sigma(x_t W_{xo} + h_{t-1} W_{ho} + b_o + p_o \\odot c_t)");
});

test("the temporal gate has its phase, its three cases, and what it gates", () => {
  expect(equations(phasedRecipe(lstmRecipe, { leak: 0.001, leakAtTest: 0 }))).toEqual(
    expect.arrayContaining([
      "\\tau = e^{\\lambda}",
      "\\phi_t = \\frac{(t \\bmod \\tau - s) \\bmod \\tau}{\\tau}",
      "k_t = \\begin{cases} \\frac{2\\,\\phi_t}{r_{\\text{on}}} & \\text{if } \\phi_t \\le 0.5\\,r_{\\text{on}} \\\\ " +
        "2 - \\frac{2\\,\\phi_t}{r_{\\text{on}}} & \\text{if } \\phi_t \\le r_{\\text{on}} \\\\ " +
        "0.001\\,\\phi_t & \\text{in training} \\\\ 0 & \\text{otherwise} \\end{cases}",
      "c_t = k_t \\odot \\tilde{c}_t + (1 - k_t) \\odot c_{t-1}",
    ]),
  );
});

test("every operation of the language can be written", () => {
  const every = recipe({
    name: "every",
    gates: ["a"],
    state: ["h"],
    step: ({ gates: { a }, state: { h } }) => ({
      h: where(
        less(a, neg(h)),
        add(exp(a), log(h), sqrt(a), abs(h)),
        sub(max(a, relu(h)), div(min(a, 1), mod(mul(a, h), 2))),
      ),
    }),
  });
  expect(equations(every).at(-1)).toBe(
    "h_t = \\begin{cases} e^{\\bar{a}_t} + \\log(h_{t-1}) + \\sqrt{\\bar{a}_t} + |h_{t-1}| & \\text{if } \\bar{a}_t < -h_{t-1} \\\\ " +
      "\\max(\\bar{a}_t, \\max(0, h_{t-1})) - \\frac{\\min(\\bar{a}_t, 1)}{(\\bar{a}_t \\odot h_{t-1}) \\bmod 2} & \\text{otherwise} \\end{cases}",
  );
});

test("symbols and the sums of gates can be written with what they stand for", () => {
  const lines = equations(rnnRecipe, {
    symbol: (latex, node) => `\\underset{${node.kind}}{${latex}}`,
  });
  expect(lines).toEqual([
    "\\underset{application}{h_t} = \\tanh(\\underset{leaf}{x_t W_x + h_{t-1} W_h + b})",
  ]);
});
