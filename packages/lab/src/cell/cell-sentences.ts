import type { Expression } from "@tenetjs/recipes";
import { listed, percent, signed } from "../figure/words.ts";
import { type CellGraph, type CellNode, signs } from "./cell-graph.ts";

type Numbers = ReadonlyMap<Expression, number>;

export type StepWords = {
  readonly graph: CellGraph;
  readonly numbers: Numbers;
  /** The step, counted from 0, the number of steps, and the digit that is read. */
  readonly step: number;
  readonly steps: number;
  readonly digit: number;
  readonly unit: number;
  /** The probability of each answer after the step. */
  readonly answers: readonly number[];
};

/**
 * What a step does, in one sentence: "Digit 3 of 9 is a 7. In unit 5, forget is 0.93 and input 0.10; c goes from 0.21 to 0.14 and h from 0.10 to 0.09. Asked now, the
 * network would answer 7 (98 %)."
 */
export function stepSentence({ graph, numbers, step, steps, digit, unit, answers }: StepWords): string {
  const gates = graph.nodes.flatMap(({ gate, value }) =>
    gate === undefined ? [] : [`${gate} is ${signed(numbers.get(value) ?? Number.NaN)}`],
  );
  const states = graph.nodes.flatMap(({ kind, label, value }) => {
    if (kind !== "next") return [];
    const name = label.replace("ₜ", "");
    const before = graph.order.find(
      (node) => node.kind === "leaf" && node.role === "state" && node.name === name,
    );
    const after = numberOf(numbers, value);
    return [
      before === undefined
        ? `${name} becomes ${after}`
        : `${name} goes from ${numberOf(numbers, before)} to ${after}`,
    ];
  });
  const likeliest = Math.max(...answers);
  return [
    `Digit ${step + 1} of ${steps} is a ${digit}.`,
    `In unit ${unit + 1}, ${gates.length > 0 ? `${listed(gates)}; ` : ""}${listed(states)}.`,
    `Asked now, the network would answer ${answers.indexOf(likeliest)} (${percent(likeliest)}).`,
  ].join(" ");
}

/** What works now: "forget: σ(2.60) = 0.93", or what is given, or where the results go. */
export function momentWords(moment: readonly CellNode[], numbers: Numbers): string {
  const [first] = moment;
  if (first === undefined) return "";
  if (first.kind === "next")
    return `After the step: ${moment.map(({ label, value }) => `${label} = ${numberOf(numbers, value)}`).join(", ")}`;
  if (first.kind !== "operation") return "Given: the sums x W + h W + b, and the state";
  const { value, gate } = first;
  return `${gate === undefined ? "" : `${gate}: `}${sum(value, numbers)} = ${numberOf(numbers, value)}`;
}

function sum(value: Expression, numbers: Numbers): string {
  if (value.kind === "selection") return "the case that holds";
  if (value.kind !== "application") return "";
  const sign = signs[value.operation];
  const [left, right] = value.operands.map((operand) => numberOf(numbers, operand));
  if (right === undefined) return value.operation === "negate" ? `−(${left})` : `${sign}(${left})`;
  return value.operation === "maximum" || value.operation === "minimum"
    ? `${sign}(${left}, ${right})`
    : `${left} ${sign} ${right}`;
}

function numberOf(numbers: Numbers, node: Expression): string {
  return signed(node.kind === "constant" ? node.value : (numbers.get(node) ?? Number.NaN));
}
