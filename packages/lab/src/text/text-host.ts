import type { Host } from "../element/host.ts";
import type { textDefinition } from "./text-definition.ts";

export type TextHost = Host<(typeof textDefinition)["controls"]>;

/** What a reader does with the buttons. */
export type TextActions = Readonly<Record<keyof (typeof textDefinition)["commands"], () => void>> & {
  /** Reads files, in place of the texts that are there or beside the one that is. */
  open(files: readonly File[], how: "instead" | "beside"): void;
  write(writing: boolean): void;
  prompt(text: string): void;
  nextPassage(): void;
  save(): void;
  /** The command and the program, shown to the reader. */
  program(): void;
};
