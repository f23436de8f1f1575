import type { FactQueue } from "./fact-queue.ts";
import type { LanguageRun } from "./language-run.ts";
import type { Author, TextValues } from "./text-facts.ts";
import type { TrainedRun } from "./trained-run.ts";
import { type Writer, writer } from "./writer.ts";

/** What writes: the network that learns, or one that was trained before. */
export type TextPen = {
  author(): Author;
  /** Hands the pen to the network that is to write now, if that is another. It begins after the prompt. */
  chooseAuthor(): Promise<void>;
  /** Begins anew after a text. */
  begin(prompt: string): Promise<void>;
  /** Writes on with the newest weights. */
  refresh(): Promise<void>;
  write(count: number): Promise<void>;
  /** The characters that were written, and the prompt. */
  written: Writer["written"];
  end(): Promise<void>;
};

/** The difference in loss at which the network that was trained before hands over the pen. */
const nearlyAsGood = 0.1;

/** The pen of `run`. `loss` is its last held-out loss, infinite before there is one. */
export function textPen(
  run: LanguageRun,
  {
    trained,
    prompt,
    values,
    loss,
    queue,
  }: {
    readonly trained: TrainedRun | undefined;
    readonly prompt: string;
    readonly values: () => TextValues;
    readonly loss: () => number;
    readonly queue: FactQueue;
  },
): TextPen {
  let pen = writer(run, prompt, values);
  /** The beginning that the reader wants. */
  let start = prompt;
  let author: Author = { trainedBefore: false };

  const authorNow = (): Author => {
    const wanted = values().author;
    if (trained === undefined || wanted === "own") return { trainedBefore: false };
    if (wanted === "better" && loss() < trained.loss + nearlyAsGood) return { trainedBefore: false };
    return { trainedBefore: true, loss: trained.loss };
  };
  const tellStart = () => queue.add({ kind: "written", text: "", prompt: start, author });
  tellStart();

  return {
    author: () => author,
    async chooseAuthor() {
      const next = authorNow();
      if (next.trainedBefore === author.trainedBefore) return;
      await pen.end();
      author = next;
      pen = writer(next.trainedBefore && trained !== undefined ? trained.run : run, start, values);
      tellStart();
    },
    async begin(text) {
      await pen.begin(text);
      start = text;
      tellStart();
    },
    refresh: () => pen.refresh(),
    async write(count) {
      queue.add({ kind: "written", text: await pen.write(count) });
    },
    written: () => pen.written(),
    end: () => pen.end(),
  };
}
