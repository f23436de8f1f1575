import { start } from "@tenetjs/backends";
import { expect, test } from "vitest";
import { here } from "../scenarios/scenarios.ts";
import { casesOf } from "./cases.ts";
import { columnsOf, headingOf } from "./columns.ts";
import { operationCases } from "./operation-cases.ts";
import { parityOn } from "./parity-on.ts";

await start("cpu");
/** Which outputs are kept is no matter of a cell: a few show it, of one state and of several, with and without a recipe. */
const fewCells = ["gru", "phased-peephole-lstm", "a recipe of one's own", "layer-norm-lstm"];
const cells = [...(await casesOf()), ...(await casesOf(fewCells, ["last of padded vectors"]))];

// Of WebGPU and plain JavaScript, browser.test.ts and the cells' own tests have what differs; `pnpm parity` has all.
const columns = columnsOf(["wasm"]).filter(({ backend }) => backend === "wasm");

test.each(columns.map((column) => [headingOf(column), column] as const))(
  "in Node, %s gives every cell's outputs and gradients, losses, updates and lookups as float64 does",
  async (_, column) => {
    await here.run("startOn", column);
    const { faults } = await parityOn(here, [...cells, ...operationCases(column.form)]);
    expect(faults).toEqual([]);
  },
);

test("what is composed is refused once a kernel is registered, rather than reported as what it is not", async () => {
  const composed = here.run("startOn", { backend: "wasm", form: "composed" });
  await expect(composed).rejects.toThrow("startOn wasm: expected sequences to be composed, got fused.");
});
