import type { Case } from "./case.ts";
import { costByLength } from "./cases/cost-by-length.ts";
import { generation } from "./cases/generation.ts";
import { shareOfPeak } from "./cases/share-of-peak.ts";
import { training } from "./cases/training.ts";
import { environment, noise } from "./environment.ts";
import { findMachine, type Machine } from "./machine.ts";
import { measure, type Pace } from "./measure.ts";
import type { CaseName, Options } from "./options.ts";
import type { Row } from "./row.ts";
import { scans, textModel } from "./sizes.ts";
import { markdownTable } from "./table.ts";

/** Measures what was asked for, and writes it down: Markdown, or JSON with every round. */
export async function report(options: Options): Promise<string> {
  const { json, quick } = options;
  const { machine, missing } = await findMachine(options);
  const record = environment(machine);
  const rows: Row[] = [];
  for (const name of options.cases) {
    process.stderr.write(`${name} ...\n`);
    const { subjects, works, rows: read } = cases[name](machine, quick);
    const measured = await measure(subjects, works, quick ? quickPace : paces[name]);
    rows.push(...read(measured.results));
    missing.push(
      ...measured.missing.map(({ subject, reason }) => ({ subject: `${name}: ${subject}`, reason })),
    );
  }
  if (json) return `${JSON.stringify({ environment: record, noise: noise(rows), rows, missing }, null, 2)}\n`;
  const noisy = noise(rows);
  const sections = [
    Object.entries(record).map(([name, value]) => `- ${name}: ${value}`),
    ...(quick ? [["Quick: to see that everything runs. The figures are worth nothing."]] : []),
    ...(noisy === undefined ? [] : [[noisy]]),
    [markdownTable(rows)],
    ...(missing.length === 0
      ? []
      : [["Not measured:", "", ...missing.map(({ subject, reason }) => `- ${subject}: ${reason}`)]]),
    notes,
  ];
  return `${sections.map((lines) => lines.join("\n")).join("\n\n")}\n`;
}

const cases: Readonly<Record<CaseName, (machine: Machine, quick: boolean) => Case>> = {
  training,
  share: (machine, quick) => shareOfPeak(machine, quick ? [32, 128] : [32, 64, 128, 256, 512, 1024]),
  length: (machine, quick) => costByLength(machine, quick ? [10, 100] : [10, 30, 100, 300, 1000]),
  generation,
};

const paces: Readonly<Record<CaseName, Pace>> = {
  training: { rounds: 6, warmUp: 1000, turn: 350 },
  share: { rounds: 5, warmUp: 300, turn: 150 },
  length: { rounds: 5, warmUp: 300, turn: 150 },
  generation: { rounds: 6, warmUp: 1000, turn: 300 },
};
const quickPace: Pace = { rounds: 2, warmUp: 0, turn: 0 };

const { vocabulary, hiddenSize, layers, time, batch, clip, rate } = textModel;
const notes = [
  `Text model: vocabulary ${vocabulary}, ${layers} x LSTM ${hiddenSize}, windows of ${time}, batch ${batch}. A step makes its batch, and goes`,
  `forward, backward, through clipping to ${clip} and Adam at ${rate}; the loss is read. Recurrent part: an LSTM on ids, forward and backward,`,
  `batch ${scans.batch}, ${scans.time} steps; only products with Wh count, and all time does. By length: LSTM ${scans.lengthHiddenSize}, batch ${scans.lengthBatch}. Every subject has a process of its`,
  "own; they take turns in rounds. Medians of rounds, each the median of its calls; spread is most less least by median; ratios are taken",
  "round by round. The bar is for the median ratio.",
];
