import type { Selection } from "../run/plan.ts";

/** What the page is asked for by its address. */
export type Asked = Selection & {
  /** Whether to measure on a graphics card that is a program on the processor. Default: where a pattern of a subject says `webgpu`. */
  readonly softwareGpu?: boolean;
};

/** The part of the page's address that asks for this, in the command line's words: `?mode=full&case=train/*&subject=brain-js`. */
export function queryOf({ mode, cases = [], subjects = [], softwareGpu }: Asked): string {
  const named = (name: string, values: readonly string[]) => values.map((value) => [name, value]);
  const gpu = softwareGpu === undefined ? [] : [["software-gpu", String(softwareGpu)]];
  return `?${new URLSearchParams([["mode", mode], ...named("case", cases), ...named("subject", subjects), ...gpu])}`;
}

/** What an address with this part asks for. */
export function selectionIn(query: string): Required<Asked> {
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
