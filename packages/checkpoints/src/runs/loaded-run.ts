import type { Vocabulary } from "@tenetjs/datasets";
import type { ModelOfKind, NetworkKind, ParamsOfKind } from "@tenetjs/models";
import type { RunDescription } from "../run-file/run-schema.ts";

/** A trained network, ready for use. */
export type LoadedRun<Kind extends NetworkKind = NetworkKind> = {
  [Name in Kind]: {
    readonly kind: Name;
    readonly model: ModelOfKind<Name>;
    /** On the current backend. The caller disposes them. */
    readonly params: ParamsOfKind<Name>;
    /** What a language model reads and writes; null for another network. */
    readonly vocabulary: Name extends "language-model" ? Vocabulary : null;
    /** The training step of the weights; null if the file does not say. */
    readonly step: number | null;
    /** All that the file says of the run. */
    readonly run: RunDescription;
  };
}[Kind];

/** A network to save. */
export type SavedRun<Kind extends NetworkKind = NetworkKind> = {
  [Name in Kind]: Pick<LoadedRun<Name>, "kind" | "params" | "vocabulary"> & {
    readonly model: Pick<ModelOfKind<Name>, "options">;
    /** The number of steps that it was trained for. Default: not stated. */
    readonly step?: number | null;
    /** The run that it comes from, whose task and data the file then states again. Default: none. */
    readonly run?: Pick<RunDescription, "task" | "options" | "data">;
  };
}[Kind];
