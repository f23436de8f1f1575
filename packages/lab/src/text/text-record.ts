import type { Point } from "../figure/line-chart.ts";
import type { Author, Begun, Evaluation, Passage, Sample, TextFact, UnitFinding } from "./text-facts.ts";

/** All that the element shows. */
export type TextRecord = {
  begun: Begun | undefined;
  step: number;
  /** The loss on each training batch since the element was opened. */
  batchLoss: Point[];
  evaluations: Evaluation[];
  samples: Sample[];
  speed: { readonly characters: number; readonly left: number } | undefined;
  prompt: string;
  author: Author;
  written: string;
  /** Of two texts: the probability that each of the last written characters comes from the second, and the number of those written since. */
  origins: { readonly probabilities: Float32Array; since: number } | undefined;
  passage: Passage | undefined;
  units: { readonly step: number; readonly findings: readonly UnitFinding[] } | undefined;
  reading: { readonly file: string; readonly stage: string; readonly fraction: number } | undefined;
  saved: number | undefined;
  unsaved: string;
};

/** The number of written characters that are shown. */
const longest = 1200;

export function textRecord(): TextRecord {
  return {
    begun: undefined,
    step: 0,
    batchLoss: [],
    evaluations: [],
    samples: [],
    speed: undefined,
    prompt: "",
    author: { trainedBefore: false },
    written: "",
    origins: undefined,
    passage: undefined,
    units: undefined,
    reading: undefined,
    saved: undefined,
    unsaved: "",
  };
}

/** Adds a fact to the record. */
export function addTextFact(record: TextRecord, fact: TextFact): void {
  switch (fact.kind) {
    case "reading":
      record.reading = fact;
      break;
    case "begun": {
      const { begun } = fact;
      const { unsaved, reading } = record;
      Object.assign(record, textRecord(), {
        begun,
        step: begun.step,
        evaluations: [...begun.history.evaluations],
        samples: [...begun.history.samples],
        unsaved,
        reading,
      });
      break;
    }
    case "losses":
      record.step = fact.step;
      for (const [index, loss] of fact.losses.entries())
        record.batchLoss.push([fact.step - fact.losses.length + 1 + index, loss]);
      break;
    case "speed":
      record.speed = fact;
      break;
    case "evaluation":
      record.evaluations.push(fact.evaluation);
      break;
    case "sample":
      record.samples.push(fact.sample);
      break;
    case "written":
      if ("prompt" in fact) {
        record.prompt = fact.prompt;
        record.author = fact.author;
        record.written = "";
        record.origins = undefined;
      }
      if (record.origins !== undefined) record.origins.since += [...fact.text].length;
      record.written = (record.written + fact.text).slice(-longest);
      break;
    case "origins":
      record.origins = { probabilities: fact.probabilities, since: 0 };
      break;
    case "passage":
      record.passage = fact.passage;
      break;
    case "units":
      record.units = fact;
      break;
    case "saved":
      record.saved = fact.step;
      record.unsaved = "";
      break;
    case "unsaved":
      record.unsaved = fact.reason;
      break;
    case "finished":
    case "moved":
    case "unread":
    case "failure":
      break;
  }
}

/** The last evaluation. */
export function lastEvaluation({ evaluations }: TextRecord): Evaluation | undefined {
  return evaluations.at(-1);
}
