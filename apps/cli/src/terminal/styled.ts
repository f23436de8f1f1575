import { styleText } from "node:util";

export type Colour = "cyan" | "yellow" | "magenta" | "green" | "blue" | "red";

/** `text` with the escape codes of a style. The caller checks `colours` of the terminal. */
export function styled(style: Colour | "dim", text: string): string {
  return styleText(style, text, { validateStream: false });
}
