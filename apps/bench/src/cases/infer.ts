import { type Case, usualReference } from "./case.ts";
import { chatNetwork, textNetwork } from "./networks.ts";

/** Inference: forward passes over a batch and over one text, and generation of one text and of 64 in parallel. */
export const inferCases: readonly Case[] = [
  {
    id: "forward/text-2x128",
    title: "Forward pass over text, 2x128",
    task: { kind: "forward", network: textNetwork, batch: 64, time: 30 },
    measure: "time",
    reference: usualReference,
    quick: true,
  },
  {
    id: "forward/text-2x128-batch-1",
    title: "Forward pass over one text, 2x128",
    task: { kind: "forward", network: textNetwork, batch: 1, time: 256 },
    measure: "time",
    reference: usualReference,
  },
  {
    id: "forward/chat-3x256",
    title: "Forward pass over chats, 3x256",
    task: { kind: "forward", network: chatNetwork, batch: 64, time: 120 },
    measure: "time",
    reference: usualReference,
  },
  ...[1, 64].map(
    (batch): Case => ({
      id: `generate/text-2x128-batch-${batch}`,
      title: batch === 1 ? "Generate one text, 2x128" : `Generate ${batch} texts in parallel, 2x128`,
      task: { kind: "generate", network: textNetwork, batch, time: 50 },
      measure: "time",
      reference: usualReference,
      quick: batch === 1,
    }),
  ),
  {
    id: "generate/chat-3x256-batch-1",
    title: "Generate one text, 3x256",
    task: { kind: "generate", network: chatNetwork, batch: 1, time: 50 },
    measure: "time",
    reference: usualReference,
  },
];
