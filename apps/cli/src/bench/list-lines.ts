import type { Case, Host, Subject } from "@tenetjs/bench";
import { columns } from "../terminal/columns.ts";

/** The lines of `--list`: all cases, and all subjects with what they lack on this machine. */
export async function listLines(
  cases: readonly Case[],
  subjects: readonly Subject[],
  host: Pick<Host, "whyMissing">,
): Promise<string[]> {
  const mark = (quick: boolean | undefined) => (quick ? "quick" : "");
  const reasons = await Promise.all(subjects.map((subject) => host.whyMissing(subject)));
  return [
    "cases",
    ...columns(cases.map((entry) => [`  ${entry.id}`, mark(entry.quick), entry.title])),
    "",
    "subjects",
    ...columns(
      subjects.map(({ id, quick, title }, index) => [`  ${id}`, mark(quick), reasons[index] ?? title]),
    ),
  ];
}
