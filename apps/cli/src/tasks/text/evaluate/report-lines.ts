import type { Score } from "@tenetjs/sampling/scoring";
import { weightsLine } from "../../../run/stored-weights.ts";
import { columns } from "../../../terminal/columns.ts";
import type { ScoreReport } from "./evaluate-run.ts";

/** The report as a table in lines of text. */
export function reportLines({ weights, int8, baseline, dynamic, sources, ...score }: ScoreReport): string[] {
  const baselineName = baseline === null ? "" : `${baseline.order}-gram model`;
  const rows = (name: string, model: Score, base: Score | null, learning: Score | null) => [
    row(name, int8 ? "network, 8-bit weights" : "network", model),
    ...(learning === null ? [] : [row("", "network that learns on", learning)]),
    ...(base === null ? [] : [row("", baselineName, base)]),
  ];
  return [
    weightsLine(weights),
    ...columns([
      ["text", "model", "nats", "bits/character", "perplexity", "accuracy", "tokens"],
      ...sources.flatMap(({ name, baseline: base, dynamic: learning, ...one }) =>
        rows(name, one, base, learning),
      ),
      ...(sources.length > 1 ? rows("all", score, baseline, dynamic) : []),
    ]),
  ];
}

function row(name: string, model: string, score: Score): (string | number)[] {
  return [
    name,
    model,
    score.nats.toFixed(4),
    score.bitsPerCharacter.toFixed(4),
    score.perplexity.toFixed(3),
    score.accuracy.toFixed(4),
    score.tokens,
  ];
}
