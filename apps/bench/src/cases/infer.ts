import { type Case, usualReference } from "./case.ts";
import { chatNetwork, textNetwork } from "./networks.ts";

/** What a trained network does: forward over a batch, and generation of one text and of 64 side by side. */
export const inferCases: readonly Case[] = [
  {
    id: "forward/text-2x128",
    title: "Read text, 2x128",
    task: { kind: "forward", network: textNetwork, batch: 64, time: 30 },
    measure: "time",
    reference: usualReference,
    quick: true,
  },
  {
    id: "forward/chat-3x256",
    title: "Read chats, 3x256",
    task: { kind: "forward", network: chatNetwork, batch: 64, time: 120 },
    measure: "time",
    reference: usualReference,
  },
  ...[1, 64].map(
    (batch): Case => ({
      id: `generate/text-2x128-batch-${batch}`,
      title: batch === 1 ? "Write one text, 2x128" : `Write ${batch} texts side by side, 2x128`,
      task: { kind: "generate", network: textNetwork, batch, time: 50 },
      measure: "time",
      reference: usualReference,
      quick: batch === 1,
    }),
  ),
];
