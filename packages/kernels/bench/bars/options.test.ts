import { expect, test } from "vitest";
import { readOptions } from "./options.ts";

test("without options all is measured on this Node, with python3", () => {
  expect(readOptions([])).toEqual({
    json: false,
    quick: false,
    nodes: [],
    python: "python3",
    cases: ["training", "share", "length", "generation"],
    kernels: { relaxed: false, revectorize: false },
  });
});

test("Nodes and cases may be given more than once", () => {
  const options = readOptions(["--node", "a", "--node", "b", "--only", "share", "--only", "training"]);
  expect(options).toMatchObject({ nodes: ["a", "b"], cases: ["share", "training"] });
});

test("a case or an option that there is not is refused by name", () => {
  expect(() => readOptions(["--only", "speed"])).toThrow("generation, got speed");
  expect(() => readOptions(["--fast"])).toThrow("--fast");
});
