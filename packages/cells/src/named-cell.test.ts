import { start } from "@tenetjs/backends";
import { seed } from "@tenetjs/core";
import { countValues } from "@tenetjs/core/tensors";
import { dispose } from "@tensorflow/tfjs-core";
import { beforeAll, describe, expect, test } from "vitest";
import { type CellName, cellNames, cellTable, isCell, namedCell, phasedRecipe } from "./index.ts";

const sizes = { inputSize: 4, hiddenSize: 3 };

beforeAll(() => start("cpu"));

describe.each(cellNames)("%s", (name) => {
  const named = namedCell(name);

  test("is called so wherever its name is seen", () => {
    const layer = named.layer(sizes);
    expect([named.name, layer.name]).toEqual([name, name]);
    expect(named.recipe?.name ?? name).toBe(name);
  });

  test("is a layer of the sizes asked for, made from its recipe if it has one", () => {
    const layer = named.layer(sizes);
    expect([layer.inputSize, layer.outputSize]).toEqual([4, 3]);
    expect(Object.keys(layer.zeroState(1))).toEqual(named.state);
    expect(isCell(layer) ? layer.recipe : undefined).toBe(named.recipe);
  });

  test("has as many parameters as it says", () => {
    const params = named.layer(sizes).init(seed(1));
    const { total, terms } = named.parameterCount(sizes);
    expect(total).toBe(countValues(params));
    expect(terms.reduce((sum, { count }) => sum + count, 0)).toBe(total);
    dispose(params as never);
  });

  test("is described, and cites a paper that can be found", () => {
    const { title, summary, citation } = named;
    expect(title).not.toBe("");
    expect(summary).toMatch(/\.$/);
    expect(citation.url).toMatch(/^https:\/\/(doi\.org|arxiv\.org\/abs)\/\S+$/);
  });
});

test("names are those of the table, and `phased-` before each that has a recipe", () => {
  expect(cellNames).toEqual(expect.arrayContaining(Object.keys(cellTable)));
  expect(cellNames).toContain("phased-peephole-lstm");
  expect(cellNames).not.toContain("phased-layer-norm-lstm");
});

test("a temporal gate is that of the phased recipe", () => {
  const { recipe, inputs } = namedCell("phased-gru", { leak: 0.5 });
  expect(recipe?.next).toEqual(phasedRecipe(cellTable.gru.recipe, { leak: 0.5 }).next);
  expect(inputs).toEqual(["time"]);
});

test("a name that is none, and a temporal gate where there is no place for one, are refused", () => {
  expect(() => namedCell("lstn" as CellName)).toThrow(
    new RangeError(`namedCell: expected the name to be one of ${cellNames.join(", ")}, got "lstn".`),
  );
  expect(() => namedCell("lstm", "uva2018")).toThrow(
    'namedCell: expected no temporalGate for a cell without one, got "lstm". Name the cell "phased-lstm".',
  );
  expect(() => namedCell("layer-norm-lstm", {})).toThrow(/got "layer-norm-lstm"\.$/);
});
