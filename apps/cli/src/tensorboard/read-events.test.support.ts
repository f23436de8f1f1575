import { readFileSync } from "node:fs";
import { join } from "node:path";
import protobuf from "protobufjs";
import { eventFilesIn } from "./event-file-names.ts";

/** The messages as TensorFlow's .proto files state them, for a reader that shares nothing with the writer. */
const { root } = protobuf.parse(`
  syntax = "proto3";
  message Event {
    double wall_time = 1;
    int64 step = 2;
    oneof what { string file_version = 3; bytes graph_def = 4; Summary summary = 5; SessionLog session_log = 7; }
  }
  message SessionLog { int32 status = 1; string checkpoint_path = 2; string msg = 3; }
  message PluginData { string plugin_name = 1; bytes content = 2; }
  message SummaryMetadata { PluginData plugin_data = 1; string display_name = 2; string summary_description = 3; int32 data_class = 4; }
  message Image { int32 height = 1; int32 width = 2; int32 colorspace = 3; bytes encoded_image_string = 4; }
  message HistogramProto {
    double min = 1; double max = 2; double num = 3; double sum = 4; double sum_squares = 5;
    repeated double bucket_limit = 6 [packed = true]; repeated double bucket = 7 [packed = true];
  }
  message Dim { int64 size = 1; string name = 2; }
  message TensorShape { repeated Dim dim = 2; bool unknown_rank = 3; }
  message Tensor { int32 dtype = 1; TensorShape tensor_shape = 2; bytes tensor_content = 4; repeated bytes string_val = 8; }
  message Value {
    string tag = 1; string node_name = 7; SummaryMetadata metadata = 9;
    oneof value { float simple_value = 2; Image image = 4; HistogramProto histo = 5; Tensor tensor = 8; }
  }
  message Summary { repeated Value value = 1; }
  message HParamValue { oneof kind { int32 null_value = 1; double number_value = 2; string string_value = 3; bool bool_value = 4; } }
  message SessionStartInfo { map<string, HParamValue> hparams = 1; string model_uri = 2; string monitor_url = 3; string group_name = 4; double start_time_secs = 5; }
  message SessionEndInfo { int32 status = 1; double end_time_secs = 2; }
  message HParamsPluginData { int32 version = 1; oneof data { SessionStartInfo session_start_info = 3; SessionEndInfo session_end_info = 4; } }
`);

export type ReadValue = {
  readonly tag: string;
  readonly simpleValue?: number;
  readonly image?: {
    readonly width: number;
    readonly height: number;
    readonly encodedImageString: Uint8Array;
  };
  readonly histo?: {
    readonly min: number;
    readonly max: number;
    readonly num: number;
    readonly sum: number;
    readonly bucketLimit: readonly number[];
    readonly bucket: readonly number[];
  };
  readonly tensor?: { readonly stringVal: readonly Uint8Array[] };
  readonly metadata?: { readonly pluginData: { readonly pluginName: string; readonly content: Uint8Array } };
};
export type ReadEvent = {
  readonly step: number;
  readonly wallTime: number;
  readonly fileVersion?: string;
  readonly summary?: { readonly value: readonly ReadValue[] };
  readonly sessionLog?: { readonly status: number };
};

/** The events in all files of `directory`. Its framing is read here by hand, without the checksums. */
export function readEvents(directory: string): ReadEvent[] {
  return eventFilesIn(directory).flatMap((name) => {
    const file = readFileSync(join(directory, name));
    const events: ReadEvent[] = [];
    for (let at = 0; at < file.length; ) {
      const length = Number(file.readBigUInt64LE(at));
      events.push(decoded("Event", file.subarray(at + 12, at + 12 + length)) as ReadEvent);
      at += 16 + length;
    }
    return events;
  });
}

/** The message `name` in `bytes`, with integers of 64 bits as numbers. */
export function decoded(name: "Event" | "HParamsPluginData", bytes: Uint8Array): unknown {
  const type = root.lookupType(name);
  return type.toObject(type.decode(bytes), { longs: Number });
}

/** The values with the tag, each with the step of its event. */
export function valuesOf(
  events: readonly ReadEvent[],
  tag: string,
): (ReadValue & { readonly step: number })[] {
  return events.flatMap(({ step, summary }) =>
    (summary?.value ?? []).filter((value) => value.tag === tag).map((value) => ({ ...value, step })),
  );
}
