import { largestDifference } from "@tenetjs/testing";
import { memoryFaults } from "../memory-faults.ts";
import type { Sampled } from "../scenarios/sample-characters.ts";
import { here, type Platform } from "../scenarios/scenarios.ts";
import type { Form } from "../scenarios/start-on.ts";
import { type NetworkName, networkNames, networks } from "./networks.ts";

const length = 100;

/** Characters whose states would fill WASM's memory if they were not freed, and as many as are done soon elsewhere. */
const [runThatFills, runElsewhere] = [40_000, 400];

/** What each network writes here, in plain JavaScript: composed of tfjs's operations, with ids picked from logits. */
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
 * What is wrong with how the platform, started in that form, samples from the network, a sentence each. It should write what is
 * `expected`: rounding would decide otherwise only where a chance is within some 1e-7 of a boundary between two ids.
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
    faults.push(`The logits are of ${found.logits.length} steps, not ${expected.logits.length}.`);
  found.logits.forEach((logits, step) => {
    const off = largestDifference(logits, expected.logits[step] ?? []);
    if (!(off < 1e-5)) faults.push(`The logits of step ${step} are off by ${off}.`);
  });
  for (const choice of ["greedy", "random"] as const) {
    const [ids, wanted] = [found[choice].join(" "), expected[choice].join(" ")];
    if (ids !== wanted) faults.push(`The ${choice} ids are ${ids}, not ${wanted}.`);
  }
  if (form === "fused" && found.tensorsOfState > 0) faults.push("A state is of tensors, not a kernel's.");
  if (found.draws !== (form === "fused" && backend === "webgpu"))
    faults.push(found.draws ? "Ids are drawn where logits are at hand." : "Ids are not drawn on the card.");
  if (found.leaked !== 0) faults.push(`${found.leaked} tensors or values are left behind.`);
  return faults;
}
