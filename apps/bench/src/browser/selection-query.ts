import type { Selection } from "../run/plan.ts";

/** What the page's address asks it to measure. */
export type PageSelection = Selection & {
  /** Whether to measure WebGPU on a software adapter. Defaults to whether a subject's pattern contains `webgpu`. */
  readonly softwareGpu?: boolean;
};

/** The query string of a selection, with the names of the command line's options: `?mode=full&case=train/*&subject=brain-js`. */
export function queryOf({ mode, cases = [], subjects = [], softwareGpu }: PageSelection): string {
  const named = (name: string, values: readonly string[]) => values.map((value) => [name, value]);
  const gpu = softwareGpu === undefined ? [] : [["software-gpu", String(softwareGpu)]];
  return `?${new URLSearchParams([["mode", mode], ...named("case", cases), ...named("subject", subjects), ...gpu])}`;
}

/** The selection in a query string. */
export function selectionIn(query: string): Required<PageSelection> {
  const parameters = new URLSearchParams(query);
  const subjects = parameters.getAll("subject");
  const gpu = parameters.get("software-gpu");
  return {
    mode: parameters.get("mode") === "full" ? "full" : "quick",
    cases: parameters.getAll("case"),
    subjects,
    softwareGpu: gpu === null ? subjects.some((pattern) => pattern.includes("webgpu")) : gpu !== "false",
  };
}
