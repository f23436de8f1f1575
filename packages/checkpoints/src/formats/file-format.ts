import { hdf5Signature } from "./keras/hdf5-signature.ts";

/** A kind of file that a network can be in, or "pickle", which is refused. */
export type FileFormat = "safetensors" | "pickle" | "keras" | "keras-weights" | "tfjs" | "onnx";

/** What the bytes of a file are, by their beginning, whatever its name says; undefined if they are none of these. */
export function formatOf(bytes: Uint8Array): FileFormat | undefined {
  const startsWith = (...start: number[]) => start.every((byte, index) => bytes[index] === byte);
  if (startsWith(...hdf5Signature)) return "keras-weights";
  // torch.save writes a zip archive whose first files are named NAME/data.pkl; before version 1.6, a pickle.
  if (startsWith(0x50, 0x4b, 0x03, 0x04)) return beginning(bytes).includes("data.pkl") ? "pickle" : "keras";
  if (bytes[0] === 0x80 && (bytes[1] ?? 0) >= 2 && (bytes[1] ?? 9) <= 5 && bytes[2] !== 0) return "pickle";
  // A header's length in 8 bytes, then its brace.
  if (bytes[8] === 0x7b && bytes[6] === 0 && bytes[7] === 0) return "safetensors";
  if (/^\s*\{/.test(beginning(bytes))) return "tfjs";
  // The first field of an ONNX model is its version, a small number.
  if (bytes[0] === 0x08 && (bytes[1] ?? 99) < 64) return "onnx";
  return undefined;
}

/** The first bytes as text, one character each. */
function beginning(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes.subarray(0, 256));
}
