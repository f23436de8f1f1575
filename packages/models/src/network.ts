import { languageModel } from "./language-model.ts";
import type { NetworkKind } from "./names.ts";
import { sequenceClassifier } from "./sequence-classifier.ts";
import { sequenceRegressor } from "./sequence-regressor.ts";
import { stepClassifier } from "./step-classifier.ts";
import { stepRegressor } from "./step-regressor.ts";

const makers = {
  "language-model": languageModel,
  "sequence-classifier": sequenceClassifier,
  "step-classifier": stepClassifier,
  "sequence-regressor": sequenceRegressor,
  "step-regressor": stepRegressor,
} satisfies Readonly<Record<NetworkKind, unknown>>;

type Makers = typeof makers;

/** A model as plain data: which function makes it, and from which options. Files describe their network so. */
export type Network<Kind extends NetworkKind = NetworkKind> = {
  [Name in Kind]: { readonly kind: Name; readonly options: Parameters<Makers[Name]>[0] };
}[Kind];

/** The model of a kind: a `LanguageModel` for "language-model", and so on. */
export type ModelOfKind<Kind extends NetworkKind = NetworkKind> = ReturnType<Makers[Kind]>;

/** The parameters of a model of a kind, as its `init` returns them. */
export type ParamsOfKind<Kind extends NetworkKind = NetworkKind> = ReturnType<ModelOfKind<Kind>["init"]>;

/** The model that `network` describes. @throws {RangeError} when one of its options is out of range. */
export function networkModel<Kind extends NetworkKind>({ kind, options }: Network<Kind>): ModelOfKind<Kind> {
  const make = makers[kind] as (options: Network["options"]) => ModelOfKind;
  return make(options) as ModelOfKind<Kind>;
}
