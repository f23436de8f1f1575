/** The formats of other programs that a network can be written in. */
export const targetFormats = ["onnx", "pytorch", "keras", "tfjs"] as const;

export type TargetFormat = (typeof targetFormats)[number];
