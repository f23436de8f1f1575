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

  test("has the same name as its layer and its recipe", () => {
    const layer = named.layer(sizes);
    expect([named.name, layer.name]).toEqual([name, name]);
    expect(named.recipe?.name ?? name).toBe(name);
  });

  test("makes a layer of the given sizes, from its recipe if it has one", () => {
    const layer = named.layer(sizes);
    expect([layer.inputSize, layer.outputSize]).toEqual([4, 3]);
    expect(Object.keys(layer.zeroState(1))).toEqual(named.state);
    expect(isCell(layer) ? layer.recipe : undefined).toBe(named.recipe);
  });

  test("counts the parameters that its layer has", () => {
    const params = named.layer(sizes).init(seed(1));
    const { total, terms } = named.parameterCount(sizes);
    expect(total).toBe(countValues(params));
    expect(terms.reduce((sum, { count }) => sum + count, 0)).toBe(total);
    dispose(params as never);
  });

  test("has a description, and a citation with a DOI or arXiv page", () => {
    const { title, summary, citation } = named;
    expect(title).not.toBe("");
    expect(summary).toMatch(/\.$/);
    expect(citation.url).toMatch(/^https:\/\/(doi\.org|arxiv\.org\/abs)\/\S+$/);
  });
});

test("the names are those in the table, and `phased-` followed by each that has a recipe", () => {
  expect(cellNames).toEqual(expect.arrayContaining(Object.keys(cellTable)));
  expect(cellNames).toContain("phased-peephole-lstm");
  expect(cellNames).not.toContain("phased-layer-norm-lstm");
});

test("passes the temporal gate to the phased recipe", () => {
  const { recipe, inputs } = namedCell("phased-gru", { leak: 0.5 });
  expect(recipe?.next).toEqual(phasedRecipe(cellTable.gru.recipe, { leak: 0.5 }).next);
  expect(inputs).toEqual(["time"]);
});

test("an unknown name, and a temporal gate for a cell without one, are refused", () => {
  expect(() => namedCell("lstn" as CellName)).toThrow(
    new RangeError(`namedCell: expected the name to be one of ${cellNames.join(", ")}, got "lstn".`),
  );
  expect(() => namedCell("lstm", "uva2018")).toThrow(
    'namedCell: expected no temporalGate for a cell without one, got "lstm". Name the cell "phased-lstm".',
  );
  expect(() => namedCell("layer-norm-lstm", {})).toThrow(/got "layer-norm-lstm"\.$/);
});
