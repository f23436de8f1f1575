import type { Source, SourceText } from "../../corpus/read-source.ts";
import type { KeptValues, OptionTable } from "../../options/option.ts";
import type { BeginRequest, Task } from "../task.ts";

/** A kind of text: the part of a language modelling task that differs from the others. */
export type LanguageKind<Options> = Pick<Task, "name" | "help" | "confidential"> & {
  readonly argument: NonNullable<Task["argument"]>;
  readonly options: OptionTable & Options;
  /** Reads the sources that the command line names, and detects values of options that were not given. */
  read(request: Pick<BeginRequest<Options>, "values" | "names" | "terminal">): Promise<{
    readonly sources: readonly SourceText[];
    readonly found?: Partial<KeptValues<Options>>;
  }>;
  /** The text for training in a source that `readSource` read: the run's own source, or another. */
  textOf(source: Source, options: KeptValues<Options>, whose: "own" | "another"): Promise<string>;
  /** The relative weight of each source in training; null to weight sources by their tokens. Default: null. */
  proportions?(options: KeptValues<Options>): readonly number[] | null;
};
