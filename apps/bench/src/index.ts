export { allCases } from "./cases/all-cases.ts";
export type { Case } from "./cases/case.ts";
export { gpuCases } from "./cases/gpu.ts";
export type { MachineTask, Network, NetworkTask, Task } from "./cases/task.ts";
export type { LayerWeights, Matrix, NetworkWeights, Workload } from "./cases/workload.ts";
export { comparisonMarkdown } from "./report/comparison-markdown.ts";
export { markdownReport } from "./report/markdown-report.ts";
export { alignedTable, markdownTable, markdownText, type Table } from "./report/markdown-table.ts";
export { fillQuotes, quoteTables } from "./report/quotes.ts";
export { grossRegressions } from "./results/compare-gross.ts";
export {
  type CaseComparison,
  type ComparedRun,
  type Comparison,
  compareResults,
  type NamedResults,
  type SubjectComparison,
  type Verdict,
} from "./results/compare-results.ts";
export type { Estimate } from "./results/quotient.ts";
export { readResults } from "./results/read-results.ts";
export type {
  CaseResult,
  Check,
  Environment,
  Gpu,
  Interval,
  MachineLimits,
  Measured,
  Results,
  SubjectResult,
} from "./results/results.ts";
export { type BenchEvent, type BenchOptions, bench, type Host } from "./run/bench.ts";
export type { Connect, Connection } from "./run/connection.ts";
export type { Pace } from "./run/pace.ts";
export { type Planned, plan, type Selection } from "./run/plan.ts";
export type { Facts, Job, Reply, Request } from "./run/requests.ts";
export { allSubjects } from "./subjects/all-subjects.ts";
export { gpuSubjects } from "./subjects/gpu-subjects.ts";
export type { Prepare, Prepared, Subject, SubjectOptions } from "./subjects/subject.ts";
