import { wasmBinary } from "@tenetjs/backends/inline";
import { TenetError } from "@tenetjs/core";
import { phrase, problem } from "@tenetjs/core/internals";
import { characterVocabulary } from "@tenetjs/datasets";
import { isOfDevice } from "../training/is-of-device.ts";
import { messageOf } from "../training/message-of.ts";
import { lineWithOthers, type Place, startOn } from "../training/start-on.ts";
import { begunOf, controlsIn, namesIn } from "./begun-of.ts";
import { type LanguageRun, languageRun } from "./language-run.ts";
import { readBytes } from "./read-bytes.ts";
import { readSource, story } from "./read-source.ts";
import { decodeRun, type RunFile } from "./run-file.ts";
import { isRunOf, optionsNow, runOptions } from "./run-options.ts";
import { type RunStorage, runStorage } from "./run-storage.ts";
import { checkTogether, isTrainedOn, lengthOf, orStory } from "./source-texts.ts";
import { suitedAgain } from "./suited-values.ts";
import type { Begun, History, KeptRun, Source, TextFact, TextValues, TextWorker } from "./text-facts.ts";
import { nameOf } from "./text-name.ts";
import { textPrograms } from "./text-programs.ts";
import { type TextRun, textRun } from "./text-run.ts";
import { type TrainedRun, trainedRun } from "./trained-run.ts";

/** What is there now. */
type Current = {
  readonly run: LanguageRun;
  readonly active: TextRun;
  readonly sources: readonly Source[];
  /** Of a network without its text: the file that it came in. */
  readonly file: RunFile | undefined;
};

/** The text is not in the link, so that a link cannot repeat a run on another machine anyway. */
const startOptions = { wasmBinary, reproducible: false } as const;

const noHistory: History = { evaluations: [], samples: [] };

/** The element's worker: it answers while it trains, between two steps. */
export function textWorker(): TextWorker {
  let values: TextValues;
  let tell: (facts: readonly TextFact[]) => void = () => {};
  let current: Current | undefined;
  let storage: RunStorage | undefined;
  /** What the network does, and another one that comes in its place. */
  const doing = { training: false, writing: false };
  let place: Place | undefined;
  /** On a GPU, which may be lost with all that it holds: the network at its last evaluation. */
  let saved: KeptRun | undefined;
  let moving = false;

  const there = () => {
    if (current === undefined) throw new Error("Nothing has begun yet.");
    return current;
  };

  const keep = async (): Promise<KeptRun | undefined> => {
    const kept = await current?.active.kept();
    if (kept === undefined || storage === undefined) return kept;
    try {
      await storage.write(kept);
      tell([{ kind: "saved", step: there().run.steps() }]);
    } catch (error) {
      storage = undefined;
      const reason = `The browser could not keep the network: ${messageOf(error)} Save it as a file.`;
      tell([{ kind: "unsaved", reason }]);
    }
    return kept;
  };

  /** Puts a network in the place of that which is there. If it cannot be made, the latter stays. */
  const replace = async (
    {
      sources,
      file,
      history,
    }: {
      readonly sources: readonly Source[];
      readonly file?: RunFile | undefined;
      readonly history: History;
    },
    from: Begun["from"],
  ) => {
    const vocabulary = file?.vocabulary ?? characterVocabulary(sources.map(({ text }) => text));
    const last = lengthOf(orStory(current?.sources ?? []));
    const next =
      file === undefined ? suitedAgain(values, last, lengthOf(sources)) : { ...values, ...controlsIn(file) };
    const run = languageRun({
      options: file?.options ?? runOptions(next),
      vocabulary,
      tokens: sources.map(({ text }) => vocabulary.encode(text)),
      schedule: () => values,
      from: file?.checkpoint,
    });
    values = next;
    const { active } = current ?? {};
    current = undefined;
    await active?.end();
    tell([{ kind: "begun", begun: begunOf(run, sources, { file, history, from, values }) }]);
    const begun = await textRun({
      run,
      sources,
      bytes: file?.bytes,
      history,
      trained: await trainedOn(sources),
      values: () => values,
      tell: (facts) => tell(facts),
      keep: async () => void (await keep()),
      evaluated: saveFromGpu,
      fail,
    });
    current = { run, active: begun, sources, file };
    await saveFromGpu();
    begun.write(doing.writing);
    if (doing.training) begun.play();
  };

  const saveFromGpu = async () => {
    if (place?.backend === "webgpu") saved = await current?.active.kept();
  };

  /** Goes on from the last evaluation where a GPU was lost, on a backend that holds its memory itself. Any other error ends the run. */
  const fail = (error: unknown) => {
    // Training and writing may both meet the loss.
    if (moving) return;
    const tellFailure = (reason: unknown) => tell([{ kind: "failure", message: messageOf(reason) }]);
    if (saved === undefined || !isOfDevice(error)) return tellFailure(error);
    moving = true;
    moveFrom(saved)
      .catch(tellFailure)
      .finally(() => {
        moving = false;
      });
  };
  const moveFrom = async (last: KeptRun) => {
    const { active } = there();
    current = undefined;
    // What is on the GPU cannot be freed any more.
    await active.end().catch(() => {});
    place = await startOn("auto", startOptions);
    await replace({ ...last, file: decodeRun(last.bytes, "the network on the GPU") }, "lost GPU");
    tell([{ kind: "moved", step: there().run.steps(), line: place.line }]);
  };

  const goOn = async (kept: KeptRun, adopt: boolean, from: Begun["from"]) => {
    const file = decodeRun(kept.bytes, "the kept network");
    if (adopt || isRunOf(values, file.options)) return replace({ ...kept, file }, from);
    return replace({ sources: orStory(kept.sources), history: noHistory }, "start");
  };

  const openStorage = async (slot: string): Promise<KeptRun | undefined> => {
    try {
      storage ??= await runStorage(slot);
      return await storage.read();
    } catch (error) {
      storage = undefined;
      tell([{ kind: "unsaved", reason: `Nothing is kept for your next visit: ${messageOf(error)}` }]);
      return undefined;
    }
  };

  const openWeights = async (file: File) => {
    const bytes = await readBytes(file, (fraction) => tell([reading(file, "reading", fraction)]));
    const opened = decodeRun(bytes, file.name);
    // With its own text, the network is trained on; without, it only writes.
    const sources = isTrainedOn(opened, current?.sources ?? []) ? (current?.sources ?? []) : [];
    await replace({ sources, file: opened, history: noHistory }, "file");
  };

  const openTexts = async (files: readonly File[], how: "instead" | "beside") => {
    const read: Source[] = [];
    for (const file of files)
      read.push(await readSource(file, values, (stage, fraction) => tell([reading(file, stage, fraction)])));
    const sources = [...(how === "beside" ? (current?.sources.slice(0, 1) ?? []) : []), ...read];
    checkTogether(sources);
    const waiting = current?.sources.length === 0 ? current.file : undefined;
    if (waiting !== undefined && isTrainedOn(waiting, sources))
      await replace({ sources, file: waiting, history: noHistory }, "file");
    else await replace({ sources, history: noHistory }, "start");
  };

  return {
    async begin({ values: given, slot, adopt, before }, listener) {
      values = given;
      tell = listener;
      place = await startOn(values.backend, startOptions);
      const stored = await openStorage(slot);
      const kept = before ?? stored;
      try {
        if (kept === undefined) await replace({ sources: [story()], history: noHistory }, "start");
        else await goOn(kept, adopt || before !== undefined, "storage");
      } catch (error) {
        if (kept === undefined) throw error;
        tell([
          {
            kind: "unread",
            message: `What the browser had kept cannot be read: ${messageOf(error)}`,
          },
        ]);
        await replace({ sources: orStory(kept.sources), history: noHistory }, "start");
      }
      return place;
    },
    async open(files, how, next) {
      values = next;
      const [file] = files;
      if (file !== undefined && files.length === 1 && isWeights(file)) await openWeights(file);
      else await openTexts(files, how);
      await keep();
    },
    async restart(next, on) {
      values = next;
      const sources = on === "story" ? [story()] : orStory(current?.sources ?? []);
      await replace({ sources, history: noHistory }, "start");
    },
    adjust(next) {
      const unit = next.unit !== values.unit;
      values = next;
      current?.active.adjust();
      if (unit) void current?.active.passage("same");
    },
    placeLine: async () => (place === undefined ? "" : lineWithOthers(place, values.backend)),
    play() {
      doing.training = true;
      current?.active.play();
    },
    async pause() {
      doing.training = false;
      await current?.active.pause();
    },
    write(writing) {
      doing.writing = writing;
      current?.active.write(writing);
    },
    prompt: (text) => there().active.prompt(text),
    passage: (which) => there().active.passage(which),
    async file() {
      const { active, sources, file } = there();
      const { bytes } = await active.kept();
      const names = sources.map((source) => (source.chat?.pseudonymise ? "chat" : nameOf(source.file)));
      const name = [...names, ...(names.length > 0 ? [] : namesIn(file))].join(" and ");
      return { name: `${name}.safetensors`, bytes };
    },
    async program() {
      const { run, sources } = there();
      if (sources.length > 0) return textPrograms(optionsNow(run.options, values), { sources, ...values });
      const next = "Drop in the text that it was trained on, or train on another.";
      throw new TenetError("NO_TEXT", problem("export", "a text to train on", phrase("none"), next));
    },
    keep,
    async forget() {
      await storage?.clear();
    },
  };
}

/** The network that was trained on the story, if that is the text. It is an extra: where its file cannot be loaded, the other network writes. */
async function trainedOn(sources: readonly Source[]): Promise<TrainedRun | undefined> {
  return sources.length === 1 && sources[0]?.kind === "story"
    ? trainedRun().catch(() => undefined)
    : undefined;
}

function isWeights({ name }: File): boolean {
  return /\.safetensors$/i.test(name);
}

function reading(file: File, stage: string, fraction: number): TextFact {
  return { kind: "reading", file: file.name, stage, fraction };
}
