import { largestDifference } from "@tenetjs/testing";
import { memoryFaults } from "../memory-faults.ts";
import type { Sampled } from "../scenarios/sample-characters.ts";
import { here, type Platform } from "../scenarios/scenarios.ts";
import type { Form } from "../scenarios/start-on.ts";
import { type NetworkName, networkNames, networks } from "./networks.ts";

const length = 100;

/** The number of characters whose states would fill WASM's memory if they leaked, and a small number for the other backends. */
const [runThatFills, runElsewhere] = [40_000, 400];

/** The samples of each network in this process, on the cpu backend in the composed form, with ids picked from logits. */
export async function sampledHere(): Promise<Record<NetworkName, Sampled>> {
  await here.run("startOn", { backend: "cpu", form: "composed" });
  const sampled: [NetworkName, Sampled][] = [];
  for (const name of networkNames) {
    const given = { options: networks[name], length, run: 20 };
    sampled.push([name, await here.run("sampleCharacters", given)]);
  }
  return Object.fromEntries(sampled) as Record<NetworkName, Sampled>;
}

/**
 * A sentence for each fault of the platform, started in the given form, when it samples from the network. It should sample what is
 * `expected`: rounding changes an id only if a random number is within about 1e-7 of the boundary between two ids.
 */
export async function samplingFaults(
  platform: Platform,
  { backend, form }: Form,
  name: NetworkName,
  expected: Sampled,
): Promise<string[]> {
  const run = form === "fused" && backend === "wasm" ? runThatFills : runElsewhere;
  const found = await platform.run("sampleCharacters", { options: networks[name], length, run });
  const faults = memoryFaults(found.held, backend);
  if (found.logits.length !== expected.logits.length)
    faults.push(`There are logits of ${found.logits.length} steps, not ${expected.logits.length}.`);
  found.logits.forEach((logits, step) => {
    const off = largestDifference(logits, expected.logits[step] ?? []);
    if (!(off < 1e-5)) faults.push(`The logits of step ${step} have an error of ${off}.`);
  });
  for (const choice of ["greedy", "random"] as const) {
    const [ids, wanted] = [found[choice].join(" "), expected[choice].join(" ")];
    if (ids !== wanted) faults.push(`The ${choice} ids are ${ids}, not ${wanted}.`);
  }
  if (form === "fused" && found.tensorsOfState > 0)
    faults.push("A state consists of tensors instead of a kernel's memory.");
  // On WASM the kernels draw no ids for a cell that reads the time.
  const readsTime = "temporalGate" in networks[name];
  if (found.draws !== (form === "fused" && (backend === "webgpu" || (backend === "wasm" && !readsTime))))
    faults.push(`Ids are ${found.draws ? "" : "not "}drawn by the kernels.`);
  if (found.leaked !== 0) faults.push(`${found.leaked} tensors or values leaked.`);
  return faults;
}
