import { checkOptions } from "@tenetjs/core/internals";
import type { SequenceOptions } from "./sequence-model.ts";

/** Checks that a sequence model's options have no names but those that all have, and `own`. @throws {TypeError} naming the one that is unknown. */
export function checkModelOptions<Options extends SequenceOptions>(
  where: string,
  options: Options,
  own: Readonly<Record<Exclude<keyof Options, keyof SequenceOptions>, true>>,
): void {
  checkOptions<object>(where, options, { ...own, ...sequenceOptions });
}

/** The names of the options of recurrent layers. */
export const recurrentOptions = {
  cell: true,
  hiddenSize: true,
  layers: true,
  dropout: true,
  initialisation: true,
  forgetBias: true,
  temporalGate: true,
} as const;

const sequenceOptions = { input: true, bidirectional: true, ...recurrentOptions } as const satisfies Record<
  keyof SequenceOptions,
  true
>;
