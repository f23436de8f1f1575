import type { RatioGroup } from "../figures/ratio-intervals.ts";
import type { CaseResult, Results } from "../results/results.ts";
import {
  measuredSubjects,
  ratioText,
  referenceTitle,
  subjectLooks,
  subjectTitle,
} from "./measured-subjects.ts";
import type { ReportFigure, ReportSection, ReportTable } from "./report.ts";
import { doubtNotes, shareText } from "./share-text.ts";
import { estimateText, ratioWords } from "./wording.ts";

/** A section for each kind of case, with a figure of its ratios and a table per case. Cases that only serve a scaling figure are left out. */
export function caseSections(results: Results): ReportSection[] {
  const cases = results.cases.filter(({ id, subjects }) => kindOf(id) !== "scaling" && subjects.length > 0);
  const kinds = Array.from(new Set(cases.map(({ id }) => kindOf(id))));
  return kinds.map((kind) => {
    const ofKind = cases.filter(({ id }) => kindOf(id) === kind);
    return {
      heading: headings[kind] ?? `${kind.slice(0, 1).toUpperCase()}${kind.slice(1)}`,
      figures: ratioFigure(ofKind, results),
      tables: ofKind.map(caseTable),
    };
  });
}

/** `train` of `train/text-2x128`. */
function kindOf(id: string): string {
  return id.split("/")[0] as string;
}

const headings: Readonly<Record<string, string>> = {
  train: "Training",
  forward: "Forward pass",
  generate: "Generation",
  load: "Cold start",
  memory: "Memory",
  gpu: "On a GPU",
};

function ratioFigure(cases: readonly CaseResult[], results: Results): ReportFigure[] {
  const looks = subjectLooks(results);
  const groups = cases.map(
    (one): RatioGroup => ({
      name: `${one.title} (1 is ${referenceTitle(one)})`,
      rows: measuredSubjects(one).flatMap((subject) =>
        subject.ratio === undefined
          ? []
          : [
              {
                name: subjectTitle(subject),
                value: subject.ratio.median,
                interval: subject.ratio.interval,
                look: looks.get(subject.id),
              },
            ],
      ),
    }),
  );
  const drawn = groups.filter(({ rows }) => rows.length > 0);
  const [first] = cases;
  if (drawn.length === 0 || first === undefined) return [];
  const label = `${ratioWords(first)} as the reference`;
  return [{ kind: "ratios", options: { title: `How many ${label}`, label, groups: drawn } }];
}

function caseTable(one: CaseResult): ReportTable {
  const measured = measuredSubjects(one);
  const hasShares = measured.some(({ share }) => share !== undefined);
  return {
    caption: one.title,
    note: [one.description, ...doubtNotes(measured)].join(" "),
    columns: [
      "subject",
      one.unit,
      `${ratioWords(one)} as ${referenceTitle(one)}`,
      ...(hasShares ? ["share of peak"] : []),
    ],
    rows: measured.map((subject) => [
      subjectTitle(subject),
      estimateText(subject),
      ratioText(subject, one),
      ...(hasShares ? [shareText(subject)] : []),
    ]),
    numericColumns: [1, 2, 3],
  };
}
