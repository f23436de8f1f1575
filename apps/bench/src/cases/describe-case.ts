import { namedCell } from "@tenetjs/cells";
import type { CaseResult } from "../results/results.ts";
import type { Case } from "./case.ts";
import { type NetworkTask, training } from "./task.ts";
import { workOf } from "./work-of.ts";

/** All that a result says of a case, but for its subjects. */
export function describeCase({
  id,
  title,
  task,
  measure,
  reference,
  scaling,
}: Case): Omit<CaseResult, "subjects"> {
  const known = { id, title, reference, ...(scaling === undefined ? {} : { scaling }) };
  const done = sentence(task);
  if (measure === "load") {
    const description = `A fresh process imports the library, builds the network and makes one call. ${done}`;
    return { ...known, description, unit: "ms", better: "lower" };
  }
  if (measure === "memory") {
    const description = `The most that a fresh process, its runtime included, has held after some calls. ${done}`;
    return { ...known, description, unit: "MB", better: "lower" };
  }
  const generates = task.kind === "generate";
  return {
    ...known,
    description: done,
    unit: generates ? "characters/s" : "ms",
    better: generates ? "higher" : "lower",
    work: workOf(task),
  };
}

function sentence({ kind, network, batch, time, readEvery = 1 }: NetworkTask): string {
  const { cell, layers, hiddenSize, classes, reads } = network;
  const input = reads === "ids" ? `one of ${classes} characters a step` : "one digit a step, as a number";
  const model = `${layers} x ${namedCell(cell).title} ${hiddenSize}, ${input}`;
  const sizes = `batch ${batch}, ${time} steps`;
  if (kind === "generate") {
    const texts = batch === 1 ? "one text" : `each of ${batch} texts`;
    return `${time} characters for ${texts}, one after another: ${model}.`;
  }
  if (kind === "forward") return `Forward over one batch, all logits read: ${model}, ${sizes}.`;
  const { clip, rate } = training;
  const read =
    readEvery === 1 ? "the loss is read" : `one step of ${readEvery}, of whose last the loss is waited for`;
  return `Forward, backward, gradients clipped to ${clip}, Adam at ${rate}; ${read}: ${model}, ${sizes}.`;
}
