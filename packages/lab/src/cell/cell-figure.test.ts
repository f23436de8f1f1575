import { gruRecipe, lstmRecipe, namedCell } from "@tenetjs/cells";
import { recipeNames } from "@tenetjs/cells/names";
import type { Recipe } from "@tenetjs/recipes";
import { expect, test } from "vitest";
import { cellGraph } from "./cell-graph.ts";
import { cellReading, mostHolding, numbersAt, unitsOf } from "./cell-scene.ts";
import { momentWords, stepSentence } from "./cell-sentences.ts";
import { graphLayout } from "./graph-layout.ts";

const plain = { ...lstmRecipe, parameters: [] };
/** An LSTM of two units that has not been taught, but for the biases of its gates. */
const reading = cellReading(plain, {
  answers: [
    [0.25, 0.75],
    [1, 0],
  ],
  params: {
    wx: new Float32Array(8),
    wh: new Float32Array(16),
    b: Float32Array.of(0, 0, 0, 9, 1, -1, 0, 0),
  },
  inputs: [[1], [1]],
});
const graph = cellGraph(lstmRecipe);

test("the drawing of an LSTM has what is given, nine operations one after another, and the states", () => {
  const labels = graph.moments.map((nodes) => nodes.map(({ label }) => label).join(" "));
  expect(labels).toEqual([
    "forget cₜ₋₁ input candidate output",
    ...["σ", "×", "σ", "tanh", "×", "+", "σ", "tanh", "×"],
    "hₜ cₜ",
  ]);
  expect(
    graph.nodes.flatMap(({ gate, domain }) => (gate === undefined ? [] : [`${gate} ${domain}`])),
  ).toEqual([...["forget unit", "input unit", "candidate signed", "output unit"]]);
});

test("constants stand in the operations that use them", () => {
  expect(cellGraph(gruRecipe).nodes.map(({ label }) => label)).toContain("1 −");
});

test.each(recipeNames.flatMap((name) => [name, `phased-${name}`] as const))(
  "the drawing of %s has no two nodes in one place, on a phone and on a wide screen",
  (name) => {
    const { recipe } = namedCell(name) as { recipe: Recipe };
    for (const width of [340, 900]) {
      const { nodes, wires } = graphLayout(cellGraph(recipe), width);
      for (const [index, a] of nodes.entries())
        for (const b of nodes.slice(index + 1))
          expect(
            Math.abs(a.x - b.x) >= (a.width + b.width) / 2 ||
              Math.abs(a.y - b.y) >= (a.height + b.height) / 2,
            `${a.label} and ${b.label} at ${width}`,
          ).toBe(true);
      expect(wires.every(({ points }) => points.length >= 2)).toBe(true);
    }
  },
);

test("a step is told in a sentence, and each moment with its numbers", () => {
  expect([unitsOf(reading), mostHolding(reading)]).toEqual([2, 0]);
  const numbers = numbersAt(graph, reading, 1, 0);
  const words = { graph, numbers, step: 1, steps: 2, digit: 7, unit: 0, answers: [0.25, 0.75] };
  expect(stepSentence(words)).toMatch(
    /^Digit 2 of 2 is a 7\. In unit 1, forget is 0\.50, input is 0\.50, candidate is 0\.76 and output is 0\.50; h becomes 0\.26 and c goes from 0\.38 to 0\.57\. Asked now, the network would answer 1 \(75 %\)\.$/,
  );
  const told = graph.moments.map((moment) => momentWords(moment, numbers));
  expect(told[1]).toBe("forget: σ(0.00) = 0.50");
  expect(told[2]).toBe("0.50 × 0.38 = 0.19");
  expect(told.at(-1)).toBe("After the step: hₜ = 0.26, cₜ = 0.57");
});
