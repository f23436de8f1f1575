/** A configuration file, as read: for each command, the values of its options by flag. */
export type Settings = {
  /** The file as errors and the help name it. */
  readonly file: string;
  /** By command, "train" or "train text"; the flags are without their dashes. */
  readonly sections: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
};

/** The settings where there is no configuration file. */
export const noSettings: Settings = { file: "", sections: {} };
