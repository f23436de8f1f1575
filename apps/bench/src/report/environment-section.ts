import type { Results } from "../results/results.ts";
import type { ReportSection } from "./report.ts";

/** A section on the machine and the software that the figures depend on. */
export function environmentSection({ mode, host, environment }: Results): ReportSection {
  const { date, processor, threads, system, load, runtime, v8Flags, commit, versions, adapter } = environment;
  const isolated = environment.crossOriginIsolated;
  const rows = [
    ["date", date],
    ["mode", `${mode}, ${host === "browser" ? "in a browser" : "in Node"}`],
    ["processor", processor],
    ["hardware threads", String(threads)],
    ["system", system],
    ...(load === undefined ? [] : [["load average before", load.toFixed(2)]]),
    ["runtime", runtime],
    ["V8 flags", v8Flags.join(" ") || "none"],
    ...(isolated === undefined ? [] : [["cross-origin isolated", isolated ? "yes" : "no"]]),
    ...(adapter === undefined
      ? []
      : [
          [
            "GPU",
            [adapter.name, adapter.driver, adapter.software ? "software" : ""].filter(Boolean).join(", "),
          ],
        ]),
    ["commit", commit],
    ...Object.entries(versions),
  ];
  return { heading: "Environment", tables: [{ columns: ["what", "which"], rows }] };
}
