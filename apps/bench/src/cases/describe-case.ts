import { namedCell } from "@tenetjs/cells";
import type { CaseResult } from "../results/results.ts";
import type { Case } from "./case.ts";
import { type NetworkTask, training } from "./task.ts";
import { workOf } from "./work-of.ts";

/** Everything that a result says about a case, except its subjects. */
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
    const description = `Peak memory of a fresh process, including its runtime, after a few calls. ${done}`;
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
  const { cell, layers, hiddenSize, classes, reads, token = "character" } = network;
  const input = reads === "ids" ? `one of ${classes} ${token}s per step` : "one digit per step, as a number";
  const model = `${layers} x ${namedCell(cell).title} ${hiddenSize}, ${input}`;
  const sizes = `batch ${batch}, ${time} steps`;
  if (kind === "generate") {
    const texts = batch === 1 ? "one text" : `each of ${batch} texts`;
    return `${time} ${token}s for ${texts}, one after another: ${model}.`;
  }
  if (kind === "forward") return `Forward pass over one batch, all logits read back: ${model}, ${sizes}.`;
  const { clip, learningRate } = training;
  const read =
    readEvery === 1
      ? "the loss is read back"
      : `one of ${readEvery} steps, after which the loss is read back`;
  return `Forward and backward pass, gradients clipped to norm ${clip}, Adam with learning rate ${learningRate}; ${read}: ${model}, ${sizes}.`;
}
