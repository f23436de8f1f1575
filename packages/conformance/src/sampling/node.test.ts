import { expect, test } from "vitest";
import { columnsOf, headingOf } from "../parity/columns.ts";
import type { Sampled } from "../scenarios/sample-characters.ts";
import { here, type Platform } from "../scenarios/scenarios.ts";
import { networkNames } from "./networks.ts";
import { sampledHere, samplingFaults } from "./sampling-faults.ts";

const expected = await sampledHere();

const columns = columnsOf(["wasm"]).filter(({ backend }) => backend === "wasm");

test.each(columns.map((column) => [headingOf(column), column] as const))(
  "in Node, %s writes what plain JavaScript writes, while memory stays level",
  async (_, column) => {
    await here.run("startOn", column);
    for (const name of networkNames)
      expect(await samplingFaults(here, column, name, expected[name]), name).toEqual([]);
  },
);

const [name] = networkNames;
const sampled = { ...expected[name], held: [{ tensors: 1, bytes: 4, taken: 4 }], tensorsOfState: 0 };
const onWasm = { backend: "wasm", form: "fused" } as const;

/** What is wrong with what gives that, in the place of what is expected. */
function faultsOf(found: Partial<Sampled>): Promise<string[]> {
  const platform = { run: async () => ({ ...sampled, ...found }) } as unknown as Platform;
  return samplingFaults(platform, onWasm, name, expected[name]);
}

test("what is as expected has no faults", async () => {
  expect(await faultsOf({})).toEqual([]);
});

const logits = sampled.logits.map((values, step) =>
  step === 1 ? values.map((value) => value + 1e-4) : values,
);

test.each<[Partial<Sampled>, string]>([
  [{ logits }, "The logits of step 1 are off by 0.0001"],
  [{ logits: [] }, "The logits are of 0 steps, not 3."],
  [{ greedy: sampled.greedy.with(2, 18) }, "The greedy ids are"],
  [{ random: sampled.random.slice(1) }, "The random ids are"],
  [{ draws: true }, "Ids are drawn where logits are at hand."],
  [{ tensorsOfState: 4 }, "A state is of tensors, not a kernel's."],
  [{ held: [] }, "Nothing was held."],
  [{ leaked: 1 }, "1 tensors or values are left behind."],
])("%o is a fault", async (found, fault) => {
  expect(await faultsOf(found)).toEqual([expect.stringContaining(fault)]);
});
