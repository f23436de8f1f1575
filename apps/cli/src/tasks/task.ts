import type { Trial } from "@tenetjs/backends";
import type { Vocabulary } from "@tenetjs/datasets";
import type { LanguageModel, Network } from "@tenetjs/models";
import type { GenericSchema } from "valibot";
import type { SourceSplits } from "../corpus/source-splits.ts";
import type { CommonOptions } from "../options/common-options.ts";
import type { FreeValues, OptionTable, ValuesOf } from "../options/option.ts";
import type { Run } from "../run/run.ts";
import type { StoredWeights } from "../run/stored-weights.ts";
import type { Trainable } from "../run/trainable.ts";
import type { Terminal } from "../terminal/terminal.ts";

/**
 * A task of the command line: everything that `train`, `resume`, `eval`, `sample` and `inspect` need to know about it. These commands
 * find it in the list of all tasks, and do not know any task by name. Until `load` is called it needs no tfjs, so that help and completion
 * are quick.
 */
export type Task<Options extends CommonOptions = CommonOptions, Data = unknown> = {
  /** The name, as in `tenet train NAME`. */
  readonly name: string;
  /** The argument of a task that reads texts: `<file>`, `<text...>`. */
  readonly argument?: { readonly name: string; readonly help: string };
  /** Whether only the owner may read the files of its runs. Default: no. */
  readonly confidential?: boolean;
  /** More help, shown below the options. */
  readonly help?: string;
  /** The options of every task, with the defaults of this task, and its own options. */
  readonly options: OptionTable & Options;
  /** The form of the data of a run: what the task read, and what it found there. */
  readonly data: GenericSchema<unknown, Data>;
  /** The options of `tenet eval` for runs of this task. */
  readonly evaluationOptions: OptionTable;
  /** Loads what the task does. */
  load(): Promise<TaskWork<Options, Data>>;
};

/** What a task does. */
export type TaskWork<Options extends CommonOptions = CommonOptions, Data = unknown> = {
  /** A new run. @throws {RangeError} for options that are valid one by one, but contradict each other. */
  begin(request: BeginRequest<Options>): Promise<Begun<Options, Data>>;
  /** What an existing run trains. @throws {TenetError} `RESUME_REFUSED` when a text that it reads has changed. */
  open(run: Run<Options, Data>, request: OpenRequest<Options>): Promise<Trainable>;
  /** The evaluator of a run, which uses no backend yet. @throws {RangeError} when the request does not fit the run. */
  evaluator(stored: StoredWeights, request: EvaluationRequest): Evaluator;
  /** The network of a run, which is not made for that. */
  network(run: Run<Options, Data>): Network;
  /** The language of a run, for a task that trains a language model. */
  language?(run: Run<Options, Data>, from: Pick<StoredWeights, "own">): Language;
};

export type BeginRequest<Options> = {
  readonly values: ValuesOf<Options>;
  /** The names of the options that were given. */
  readonly given: ReadonlySet<string>;
  /** The names of the options that the configuration file sets, and the command line does not. */
  readonly configured: ReadonlySet<string>;
  /** The texts that the command line names. */
  readonly names: readonly string[];
  readonly terminal: Terminal;
};

export type Begun<Options, Data> = {
  /** Its options are those of the request, with presets applied and detected values filled in. */
  readonly run: Run<Options, Data>;
  readonly trainable: Trainable;
};

export type OpenRequest<Options> = {
  readonly values: FreeValues<Options>;
  /** The new paths of the texts of the run, if they have moved. */
  readonly names: readonly string[];
  /** The directory of the run. */
  readonly path: string;
  readonly terminal: Terminal;
};

export type EvaluationRequest<Options extends OptionTable = OptionTable> = {
  /** The values of the task's options of `tenet eval`. */
  readonly values: ValuesOf<Options>;
  /** The text that the command line names to evaluate on, if any. */
  readonly name: string | undefined;
  readonly terminal: Terminal;
};

export type Evaluator = {
  /** A trial that times some of the work on the current backend. */
  trial(): Trial;
  /** Does all of the work on the current backend. */
  report(): Promise<EvaluationReport>;
};

export type EvaluationReport = {
  /** The object that `--json` prints. */
  readonly json: object;
  /** The same as lines of text. */
  readonly lines: readonly string[];
};

/** A language model as a run describes it, and its training text. */
export type Language = {
  readonly vocabulary: Vocabulary;
  /** Made when it is first asked for. */
  readonly model: LanguageModel;
  /**
   * The texts of the run, read again from the files in `moved`, or without any, from where they were.
   *
   * @throws {TenetError} `CORPUS_MISSING` when one is missing or has changed.
   */
  sources(terminal: Terminal, moved: readonly string[]): Promise<readonly SourceSplits[]>;
};
