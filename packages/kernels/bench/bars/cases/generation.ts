import { type Case, onNode, onPytorch, resultOf } from "../case.ts";
import type { Machine } from "../machine.ts";
import type { Result } from "../measure.ts";
import type { Row } from "../row.ts";
import { textModel } from "../sizes.ts";
import { ratios } from "../statistics.ts";

/** Characters a second at batch 1: one thread each, for there is one row to work on. */
export function generation({ nodes, pytorch, kernels }: Machine): Case {
  const tenet = nodes.map((node) => onNode(node, "tenet-generation", { name: "Tenet", threads: 1, kernels }));
  const torch = pytorch === undefined ? undefined : onPytorch(pytorch, 1);
  const work = "characters";
  return {
    works: [work],
    subjects: [...tenet, ...(torch === undefined ? [] : [torch])],
    rows(results) {
      const reference = resultOf(results, torch, work);
      return results.map((result) => row(result, result === reference ? undefined : reference));
    },
  };
}

function row(result: Result, reference: Result | undefined): Row {
  const { subject } = result;
  const row = {
    work: "generation, batch 1",
    subject: subject.name,
    threads: subject.threads,
    rounds: result.rounds.map((milliseconds) => (1000 * textModel.characters) / milliseconds),
    unit: "characters/s",
  };
  if (reference === undefined) return row;
  const speed = ratios(reference.rounds, result.rounds);
  return {
    ...row,
    comparison: { against: reference.subject.name, ratios: speed, as: "times", bar: { least: 5 } },
  };
}
