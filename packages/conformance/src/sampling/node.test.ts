import { expect, test } from "vitest";
import { columnsOf, headingOf, nodeFeatures } from "../parity/columns.ts";
import type { Sampled } from "../scenarios/sample-characters.ts";
import { here, type Platform } from "../scenarios/scenarios.ts";
import { networkNames } from "./networks.ts";
import { sampledHere, samplingFaults } from "./sampling-faults.ts";

const expected = await sampledHere();

const columns = columnsOf(nodeFeatures).filter(({ backend }) => backend === "wasm");

test.each(columns.map((column) => [headingOf(column), column] as const))(
  "in Node, %s samples the same characters as plain JavaScript, with constant memory",
  async (_, column) => {
    await here.run("startOn", column);
    for (const name of networkNames)
      expect(await samplingFaults(here, column, name, expected[name]), name).toEqual([]);
  },
);

const [name] = networkNames;
const held = [{ tensors: 1, bytes: 4, taken: 4 }];
const sampled = { ...expected[name], held, tensorsOfState: 0, draws: true };
const onWasm = { backend: "wasm", form: "fused" } as const;

/** The faults of a platform whose results differ from the expected ones by `found`. */
function faultsOf(found: Partial<Sampled>): Promise<string[]> {
  const platform = { run: async () => ({ ...sampled, ...found }) } as unknown as Platform;
  return samplingFaults(platform, onWasm, name, expected[name]);
}

test("expected results have no faults", async () => {
  expect(await faultsOf({})).toEqual([]);
});

const logits = sampled.logits.map((values, step) =>
  step === 1 ? values.map((value) => value + 1e-4) : values,
);

test.each<[Partial<Sampled>, string]>([
  [{ logits }, "The logits of step 1 have an error of 0.0001"],
  [{ logits: [] }, "There are logits of 0 steps, not 3."],
  [{ greedy: sampled.greedy.with(2, 18) }, "The greedy ids are"],
  [{ random: sampled.random.slice(1) }, "The random ids are"],
  [{ draws: false }, "Ids are not drawn by the kernels."],
  [{ tensorsOfState: 4 }, "A state consists of tensors instead of a kernel's memory."],
  [{ held: [] }, "Nothing was held."],
  [{ leaked: 1 }, "1 tensors or values leaked."],
])("%o is a fault", async (found, fault) => {
  expect(await faultsOf(found)).toEqual([expect.stringContaining(fault)]);
});
