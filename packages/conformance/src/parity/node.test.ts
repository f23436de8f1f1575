import { start } from "@tenetjs/backends";
import { expect, test } from "vitest";
import { here } from "../scenarios/scenarios.ts";
import { casesOf } from "./cases.ts";
import { columnsOf, headingOf, nodeFeatures } from "./columns.ts";
import { operationCases } from "./operation-cases.ts";
import { parityOn } from "./parity-on.ts";

await start("cpu");
/** A few cells for the case with only the last outputs: with one state and with several, with and without a recipe. */
const fewCells = ["gru", "phased-peephole-lstm", "your own recipe", "layer-norm-lstm"];
const cells = [...(await casesOf()), ...(await casesOf(fewCells, ["last of padded vectors"]))];

// browser.test.ts and the cells' own tests cover WebGPU and plain JavaScript. `pnpm parity` runs everything.
const columns = columnsOf(nodeFeatures).filter(({ backend }) => backend === "wasm");

test.each(columns.map((column) => [headingOf(column), column] as const))(
  "in Node, %s matches every cell's outputs and gradients, losses, updates and lookups in float64",
  async (_, column) => {
    await here.run("startOn", column);
    const { faults } = await parityOn(here, [...cells, ...operationCases(column.form)]);
    expect(faults).toEqual([]);
  },
);

test("the composed form is refused once a kernel is registered", async () => {
  const composed = here.run("startOn", { backend: "wasm", form: "composed" });
  await expect(composed).rejects.toThrow("startOn wasm: expected sequences to be composed, got fused.");
});
