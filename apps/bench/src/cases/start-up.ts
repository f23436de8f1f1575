import { type Case, usualReference } from "./case.ts";
import { textNetwork } from "./networks.ts";
import type { NetworkTask } from "./task.ts";

const task: NetworkTask = { kind: "train", network: textNetwork, batch: 64, time: 30 };

/** What a library costs beside its calls: how long until it has trained one step, and how much memory it takes. */
export const startUpCases: readonly Case[] = [
  {
    id: "load/text-2x128",
    title: "From import to the first training step, 2x128",
    task,
    measure: "load",
    reference: usualReference,
    quick: true,
  },
  {
    id: "memory/text-2x128",
    title: "Most memory while training, 2x128",
    task,
    measure: "memory",
    reference: usualReference,
  },
];
