export type { Case } from "./cases/case.ts";
export type { Network, NetworkTask, Task } from "./cases/task.ts";
export type { LayerWeights, Matrix, NetworkWeights, Workload } from "./cases/workload.ts";
export type {
  CaseResult,
  Check,
  Environment,
  Interval,
  MachineLimits,
  Measured,
  Results,
  SubjectResult,
} from "./results/results.ts";
export type { Prepare, Prepared, Subject, SubjectOptions } from "./subjects/subject.ts";
