import type { Trial } from "@tenetjs/backends";
import type { Vocabulary } from "@tenetjs/datasets";
import type { LanguageModel } from "@tenetjs/models";
import type { SourceSplits } from "../corpus/source-splits.ts";
import type { CommonOptions } from "../options/common-options.ts";
import type { FreeValues, OptionTable, ValuesOf } from "../options/option.ts";
import type { Run } from "../run/run.ts";
import type { StoredWeights } from "../run/stored-weights.ts";
import type { Trainable } from "../run/trainable.ts";
import type { Terminal } from "../terminal/terminal.ts";

/**
 * A task of the command line: all that `train`, `resume`, `eval`, `sample` and `inspect` need to know of it. They find it in the list of
 * all tasks, and ask it; none of them knows it by its name.
 */
export type Task<Options extends CommonOptions = CommonOptions, Data = unknown> = {
  /** As in `tenet train NAME`. */
  readonly name: string;
  /** What it does, for the help: "train on ...". */
  readonly description: string;
  /** What is trained on, for a task that reads what the command line names: `<file>`, `<text...>`. */
  readonly argument?: { readonly name: string; readonly help: string };
  /** What else its help says, below the options. */
  readonly help?: string;
  /** Those of every task, with its own defaults, and its own. */
  readonly options: OptionTable & Options;
  /** A new run. @throws {RangeError} for options that are each right, but make no sense together. */
  begin(request: BeginRequest<Options>): Promise<Begun<Options, Data>>;
  /** What a run trains that was begun before. @throws {TenetError} `RESUME_REFUSED` when what it reads is not what it was. */
  open(run: Run<Options, Data>, request: OpenRequest<Options>): Promise<Trainable>;
  readonly evaluation: Evaluation;
  /** What a run's network has learned to write, for a task that trains a language model. */
  language?(run: Run<Options, Data>): Language;
};

export type BeginRequest<Options> = {
  readonly values: ValuesOf<Options>;
  /** The names of the options that were given. */
  readonly given: ReadonlySet<string>;
  /** What the command line names to train on. */
  readonly names: readonly string[];
  readonly terminal: Terminal;
};

export type Begun<Options, Data> = {
  /** Its options are the request's, but for what one says of another, and what was found out. */
  readonly run: Run<Options, Data>;
  readonly trainable: Trainable;
};

export type OpenRequest<Options> = {
  readonly values: FreeValues<Options>;
  /** Where what the run reads is now, should it have moved. */
  readonly names: readonly string[];
  readonly terminal: Terminal;
};

/** How `tenet eval` tells how well a run's network does. */
export type Evaluation<Options extends OptionTable = OptionTable> = {
  /** Options of `tenet eval` for runs of this task. */
  readonly options: Options;
  /** What is evaluated, not yet on any backend. @throws {RangeError} when the request makes no sense for this run. */
  open(stored: StoredWeights, request: EvaluationRequest<Options>): Evaluator;
};

export type EvaluationRequest<Options> = {
  readonly values: ValuesOf<Options>;
  /** What the command line names to evaluate on. */
  readonly name: string | undefined;
  readonly terminal: Terminal;
};

export type Evaluator = {
  /** Some of the work, on the current backend, to be timed. */
  trial(): Trial;
  /** All of it, on the current backend. */
  report(): Promise<EvaluationReport>;
};

export type EvaluationReport = {
  /** What `--json` prints. */
  readonly json: object;
  /** The same for a person to read. */
  readonly lines: readonly string[];
};

/** A language model as a run describes it, and what it was trained on. */
export type Language = {
  readonly vocabulary: Vocabulary;
  readonly model: LanguageModel;
  /** Its texts, read again. @throws {TenetError} `CORPUS_MISSING` when one is not where it was, or not what it was. */
  sources(terminal: Terminal): Promise<readonly SourceSplits[]>;
};
