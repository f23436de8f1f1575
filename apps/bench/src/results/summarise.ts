import { type Rng, split } from "@tenetjs/core";
import { median } from "simple-statistics";
import type { CaseResult, Check, Measured } from "./results.ts";
import { bootstrapInterval } from "./statistics.ts";

/** The summary of a subject that was measured, from its rounds in the case's unit. */
export function summarise({
  rounds,
  reference,
  better,
  check,
  rng,
}: {
  readonly rounds: readonly number[];
  /** The rounds of the reference, where it was measured and is another subject. */
  readonly reference: readonly number[] | undefined;
  readonly better: CaseResult["better"];
  readonly check: Check;
  /** Randomness of the bootstrap. */
  readonly rng: Rng;
}): Measured {
  const ratios = reference === undefined ? [] : ratiosOf(rounds, reference, better);
  const ratio =
    ratios.length === 0
      ? {}
      : { ratio: { median: median(ratios), interval: bootstrapInterval(ratios, split(rng, "ratio")) } };
  return {
    status: "measured",
    rounds,
    median: median([...rounds]),
    interval: bootstrapInterval(rounds, split(rng, "median")),
    ...ratio,
    check,
  };
}

/** The ratio of each round to the reference's same round: a machine that is slow in a round slows both. */
function ratiosOf(
  rounds: readonly number[],
  reference: readonly number[],
  better: CaseResult["better"],
): number[] {
  return rounds.slice(0, reference.length).map((figure, round) => {
    const ratio = figure / (reference[round] as number);
    return better === "higher" ? ratio : 1 / ratio;
  });
}
