/*
 * The messages of TensorBoard's event files, by field number: event.proto, summary.proto and tensor.proto of TensorFlow, and plugin_data.proto of
 * the hparams plugin. https://github.com/tensorflow/tensorboard/tree/master/tensorboard/compat/proto
 */
import { encodeMessage, type MessageForms } from "@tenetjs/checkpoints/internals";

type MessageName =
  | "event"
  | "sessionLog"
  | "summary"
  | "value"
  | "image"
  | "histogram"
  | "tensor"
  | "shape"
  | "axis"
  | "metadata"
  | "plugin"
  | "hparams"
  | "sessionStart"
  | "sessionEnd"
  | "hparam"
  | "hparamValue";

const forms: MessageForms<MessageName> = {
  event: {
    wallTime: [1, "double"],
    step: [2, "int"],
    fileVersion: [3, "string"],
    summary: [5, "summary"],
    sessionLog: [7, "sessionLog"],
  },
  sessionLog: { status: [1, "int"] },
  summary: { values: [1, "value", "repeated"] },
  value: {
    tag: [1, "string"],
    number: [2, "float"],
    image: [4, "image"],
    histogram: [5, "histogram"],
    tensor: [8, "tensor"],
    metadata: [9, "metadata"],
  },
  image: { height: [1, "int"], width: [2, "int"], channels: [3, "int"], png: [4, "bytes"] },
  histogram: {
    least: [1, "double"],
    most: [2, "double"],
    count: [3, "double"],
    sum: [4, "double"],
    sumOfSquares: [5, "double"],
    limits: [6, "double", "repeated"],
    counts: [7, "double", "repeated"],
  },
  tensor: { type: [1, "int"], shape: [2, "shape"], strings: [8, "string", "repeated"] },
  shape: { axes: [2, "axis", "repeated"] },
  axis: { size: [1, "int"] },
  metadata: { plugin: [1, "plugin"] },
  plugin: { name: [1, "string"], content: [2, "bytes"] },
  hparams: { version: [1, "int"], sessionStart: [3, "sessionStart"], sessionEnd: [4, "sessionEnd"] },
  sessionStart: { hparams: [1, "hparam", "repeated"], startSeconds: [5, "double"] },
  sessionEnd: { status: [1, "int"], endSeconds: [2, "double"] },
  hparam: { key: [1, "string"], value: [2, "hparamValue"] },
  hparamValue: { number: [2, "double"], text: [3, "string"], truth: [4, "int"] },
};

/** A value of a summary. */
export type SummaryValue = {
  readonly tag: string;
  readonly number?: number;
  readonly image?: {
    readonly height: number;
    readonly width: number;
    readonly channels: number;
    readonly png: Uint8Array;
  };
  readonly histogram?: Histogram;
  readonly tensor?: {
    readonly type: number;
    readonly shape: { readonly axes: readonly { readonly size: number }[] };
    readonly strings: readonly string[];
  };
  readonly metadata?: { readonly plugin: { readonly name: string; readonly content?: Uint8Array } };
};

/** Numbers in buckets: `counts[n]` of them are above `limits[n - 1]` and at most `limits[n]`. */
export type Histogram = {
  readonly least: number;
  readonly most: number;
  readonly count: number;
  readonly sum: number;
  readonly sumOfSquares: number;
  readonly limits: readonly number[];
  readonly counts: readonly number[];
};

/** A record of an event file. */
export type BoardEvent = {
  /** In seconds since 1970. */
  readonly wallTime: number;
  readonly step?: number;
  /** The first event of a file has it. */
  readonly fileVersion?: "brain.Event:2";
  readonly summary?: { readonly values: readonly SummaryValue[] };
  /** A status of 1 is the start of a session: what an earlier one wrote of its step or later is void. */
  readonly sessionLog?: { readonly status: 1 };
};

/** The bytes of `event`. */
export function encodeEvent(event: BoardEvent): Uint8Array {
  return encodeMessage(forms, "event", event);
}

/** What the hparams plugin knows of a run: the options that it began with, or how it ended. */
export type HparamsData = {
  readonly sessionStart?: {
    readonly hparams: readonly {
      readonly key: string;
      readonly value: { readonly number?: number; readonly text?: string; readonly truth?: 0 | 1 };
    }[];
    readonly startSeconds: number;
  };
  readonly sessionEnd?: { readonly status: 1 | 2; readonly endSeconds: number };
};

/** The bytes of `data`. */
export function encodeHparams(data: HparamsData): Uint8Array {
  return encodeMessage(forms, "hparams", { version: 0, ...data });
}
