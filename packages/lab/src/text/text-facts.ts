import type { DateOrder } from "@tenetjs/datasets";
import type { Values } from "../element/control.ts";
import type { Place } from "../training/start-on.ts";
import type { SharedFact, Tell } from "../training/training-facts.ts";
import type { textDefinition } from "./text-definition.ts";

export type TextValues = Values<(typeof textDefinition)["controls"]>;

/** What the page's thread asks of the worker that trains. */
export type TextWorker = {
  /**
   * Starts the backend, and goes on with the network that `before` or the browser's storage has, or else starts anew on the story. Nothing trains yet. `tell` gets the
   * facts.
   */
  begin(options: BeginOptions, tell: Tell<TextFact>): Promise<Place>;
  /**
   * Reads one file, a text or a chat to train on or the weights of a network; or two texts. A text takes the place of those that are there, or stands beside the one that is. On
   * an error, everything stays as it is.
   */
  open(files: readonly File[], how: "instead" | "beside", values: TextValues): Promise<void>;
  /** Starts again from the seed: on the text that is there, or on the story. */
  restart(values: TextValues, on: "same text" | "story"): Promise<void>;
  /** Sets what acts at once. */
  adjust(values: TextValues): void;
  /** What runs, and why no other backend does, in one line. */
  placeLine(): Promise<string>;
  play(): void;
  pause(): Promise<void>;
  /** Whether it writes. */
  write(writing: boolean): void;
  /** Writes on from this text. */
  prompt(text: string): Promise<void>;
  /** The next passage of the held-out text, or the same one. */
  passage(which: "same" | "next"): Promise<void>;
  /** A file with the network and all that is needed to train on, which the command line reads too. */
  file(): Promise<{ readonly name: string; readonly bytes: Uint8Array }>;
  /** How to train this network elsewhere. */
  program(): Promise<Programs>;
  /** Keeps the network in the browser's storage, and returns it, so that another worker can go on. */
  keep(): Promise<KeptRun | undefined>;
  /** Deletes what the browser's storage has. */
  forget(): Promise<void>;
};

export type BeginOptions = {
  readonly values: TextValues;
  /** The name under which the browser keeps the network. */
  readonly slot: string;
  /** Whether a network that was kept with other settings is gone on with, rather than left. */
  readonly adopt: boolean;
  /** A network to go on with, instead of that in the browser's storage. */
  readonly before?: KeptRun | undefined;
};

export type Programs = { readonly command: string; readonly typescript: string };

/** A text, and where it is from. */
export type Source = {
  /** The file's name. */
  readonly file: string;
  readonly kind: "story" | "text" | "chat";
  /** What the network is trained on. */
  readonly text: string;
  /** Of the bytes of the file, in hexadecimal. */
  readonly sha256: string;
  /** What was found in it, in a sentence. */
  readonly found: string;
  /** Of a chat: how it was read. */
  readonly chat?: { readonly pseudonymise: boolean; readonly dateOrder: DateOrder["order"] | null };
};

/** A network with its text, or its two texts, as the browser's storage has it. */
export type KeptRun = {
  /** Empty for a network that came as a file and whose text is not here. */
  readonly sources: readonly Source[];
  /** A safetensors file. */
  readonly bytes: Uint8Array;
  readonly history: History;
};

/** What has been measured so far, and what it wrote. */
export type History = {
  readonly evaluations: readonly Evaluation[];
  readonly samples: readonly Sample[];
};

export type Evaluation = {
  readonly step: number;
  /** On held-out text: the mean loss in nats a character, and the fraction that it would have guessed. */
  readonly loss: number;
  readonly accuracy: number;
  /** The mean loss on the training text since the last evaluation. */
  readonly trainingLoss: number | undefined;
  /** Of two texts: the loss on each. */
  readonly losses?: readonly number[];
};

export type Sample = {
  readonly step: number;
  readonly prompt: string;
  readonly text: string;
  /** The held-out loss at that step. */
  readonly loss: number | undefined;
};

/** The network and the text that are there now. */
export type Begun = {
  /** The names of the texts: one, two, or none for a network without its text. */
  readonly names: readonly string[];
  readonly file: string;
  readonly kind: Source["kind"] | "weights";
  readonly found: string;
  readonly characters: number;
  readonly vocabularySize: number;
  /** The number of held-out characters that an evaluation reads. */
  readonly evaluated: number;
  readonly parameters: number;
  readonly units: number;
  readonly step: number;
  readonly canTrain: boolean;
  readonly history: History;
  /** Where it comes from: it starts, it goes on from the browser's storage, from a file, or from the last evaluation on a GPU that was lost. */
  readonly from: "start" | "storage" | "file" | "lost GPU";
  /** The values of the controls that the network has. */
  readonly network: Partial<TextValues>;
};

/** A passage that the network has not been trained on, and what it makes of it. */
export type Passage = {
  readonly step: number;
  readonly characters: readonly string[];
  /** The surprise at each character: -ln of its probability, in nats. */
  readonly surprises: Float32Array;
  /** The output of the unit after it has read each character. */
  readonly outputs: Float32Array;
  readonly unit: number;
  /** Of two texts: which of them the passage is from. */
  readonly from: number;
  /** Of two texts: the probability that each character comes from the second, as n-gram models of both tell. */
  readonly origins?: Float32Array;
};

/** The unit that follows a feature of the text best. */
export type UnitFinding = {
  readonly feature: string;
  readonly unit: number;
  /** The correlation, on text on which the unit was not chosen. */
  readonly correlation: number;
};

/** Who writes: the network that is trained here, or one that was trained before and has this held-out loss. */
export type Author =
  | { readonly trainedBefore: false }
  | { readonly trainedBefore: true; readonly loss: number };

/** What happened in the worker. Facts of one frame travel together. */
export type TextFact =
  | { readonly kind: "reading"; readonly file: string; readonly stage: string; readonly fraction: number }
  | { readonly kind: "begun"; readonly begun: Begun }
  | { readonly kind: "losses"; readonly step: number; readonly losses: readonly number[] }
  | {
      readonly kind: "speed";
      /** Characters a second, of the last seconds, and the seconds that are left until training pauses. */
      readonly characters: number;
      readonly left: number;
    }
  | { readonly kind: "evaluation"; readonly evaluation: Evaluation }
  | { readonly kind: "sample"; readonly sample: Sample }
  /** With a prompt, the text begins anew after it, written by `author`. */
  | { readonly kind: "written"; readonly text: string }
  | { readonly kind: "written"; readonly text: string; readonly prompt: string; readonly author: Author }
  /** Of two texts: the probability that each of the last written characters comes from the second. */
  | { readonly kind: "origins"; readonly probabilities: Float32Array }
  | { readonly kind: "passage"; readonly passage: Passage }
  | { readonly kind: "units"; readonly step: number; readonly findings: readonly UnitFinding[] }
  | { readonly kind: "finished"; readonly step: number }
  | { readonly kind: "saved"; readonly step: number }
  /** What the browser's storage cannot do, and why. */
  | { readonly kind: "unsaved"; readonly reason: string }
  /** What the browser had kept cannot be read. */
  | { readonly kind: "unread"; readonly message: string }
  | SharedFact;
