import type { StarlightUserConfig } from "@astrojs/starlight/types";
import { entryPoints } from "../reference/entry-points.ts";
import { resultSources } from "../results/result-sources.ts";
import { markdownRoutes } from "./routes.ts";

/** The pages below results/ that are not those of an experiment. */
const otherResults = ["results/experiments", "results/measuring", "results/kept"];

/** The site's navigation. Pages of packages, of the reference, of runs and of decisions are listed from what there is. */
export const sidebar: NonNullable<StarlightUserConfig["sidebar"]> = [
  {
    label: "Start",
    items: [
      "guide/start",
      "guide/your-project",
      "pages",
      "guide/backends",
      { slug: "guide/command-line", label: "The command line" },
      "guide/examples",
    ],
  },
  {
    label: "Guide",
    items: [
      "guide/your-text",
      "guide/sampling",
      "guide/resume",
      "guide/sweeps",
      "guide/tensorboard",
      "guide/own-cell",
      "guide/own-loss",
      "guide/own-optimizer",
      "guide/numbers-and-tags",
      "guide/from-pytorch-and-keras",
      "guide/errors",
      "glossary",
    ],
  },
  {
    label: "Theory",
    items: [
      "theory/backpropagation",
      "theory/lstm",
      "theory/temporal-gate",
      "theory/temperature",
      "theory/where-ports-err",
    ],
  },
  {
    label: "Lab",
    items: [
      "lab/race",
      "lab/cell",
      "lab/text",
      "lab/memory",
      "lab/limits",
      "lab/gate",
      "lab/starts",
      "lab/device",
    ],
  },
  {
    label: "Teaching",
    items: ["lab/teachers", "lab/lessons/race", "lab/lessons/cell", "lab/lessons/text", "lab/lessons/memory"],
  },
  { label: "Packages", collapsed: true, items: below("packages/") },
  {
    label: "Reference",
    collapsed: true,
    items: [
      { slug: "reference", label: "All names" },
      ...entryPoints().map(({ name, route }) => ({ slug: route, label: name.replace("@tenetjs/", "") })),
    ],
  },
  {
    label: "Results",
    collapsed: true,
    items: [
      "results/experiments",
      ...below("results/").filter((route) => !otherResults.includes(route)),
      "guide/reading-a-benchmark",
      ...resultSources().map(({ route }) => ({
        slug: route,
        label: `Run of ${route.slice("results/".length)}`,
      })),
      "parity",
      "sizes",
      "gpus",
      { slug: "results/measuring", label: "What is measured" },
      { slug: "results/kept", label: "Kept runs" },
    ],
  },
  {
    label: "Project",
    collapsed: true,
    items: [
      { slug: "overview", label: "What Tenet is" },
      "project/architecture",
      "project/contributing",
      "project/decisions",
      ...below("project/decisions/"),
    ],
  },
];

function below(start: string): string[] {
  return [...markdownRoutes().values()].filter((route) => route.startsWith(start)).sort();
}
