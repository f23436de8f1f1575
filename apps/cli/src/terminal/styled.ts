import { styleText } from "node:util";

export type Colour = "cyan" | "yellow" | "magenta" | "green" | "blue" | "red";

/** `text` in a colour or dimmed, whatever standard output is: a terminal's `colours` says whether it shows them. */
export function styled(style: Colour | "dim", text: string): string {
  return styleText(style, text, { validateStream: false });
}
