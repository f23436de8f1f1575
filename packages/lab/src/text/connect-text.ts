import type { Connect } from "../element/define-element.ts";
import type { Sight } from "../element/sight.ts";
import { messageOf } from "../training/message-of.ts";
import { movedLine } from "../training/moved-line.ts";
import { trainingSession } from "../training/training-session.ts";
import type { textDefinition } from "./text-definition.ts";
import type { KeptRun, TextFact, TextValues, TextWorker } from "./text-facts.ts";
import { download } from "./text-files.ts";
import type { TextActions } from "./text-host.ts";
import { addTextFact, textRecord } from "./text-record.ts";
import { lossSentence } from "./text-sentences.ts";
import { textView } from "./text-view.ts";

type Text = typeof textDefinition;

/** The code of `<tenet-text>`: it trains and writes while the reader wants it to and sees the element. */
export const connectText: Connect<Text["controls"], keyof Text["commands"] & string> = (host) => {
  const { element, settings, signal } = host;
  const { controls } = settings;
  const record = textRecord();
  let training = settings.values.autoplay;
  let writing = true;
  let sight: Sight = "seen";
  /** A file may be dropped before the worker has begun. */
  let tellReady = () => {};
  const ready = new Promise<void>((resolve) => {
    tellReady = resolve;
  });
  /** While the controls take over what a kept network has, their change is not the reader's. */
  let adopting = false;

  const actions: TextActions = {
    play() {
      const { steps } = settings.values;
      if (record.step >= steps) settings.change({ steps: Math.min(controls.steps.max, 2 * record.step) });
      want(true);
    },
    pause: () => want(false),
    restart: () =>
      void act("run", () => session.ask((worker) => worker.restart(settings.values, "same text"))),
    useSample: () =>
      void act("source", () => session.ask((worker) => worker.restart(settings.values, "story"))),
    forget: () =>
      void act("source", () =>
        session.ask(async (worker) => {
          await worker.forget();
          await worker.restart(settings.values, "story");
          record.saved = undefined;
        }),
      ),
    open: (files, how) =>
      void act("source", async () => {
        await ready;
        try {
          await session.ask((worker) => worker.open(files, how, settings.values));
        } finally {
          record.reading = undefined;
        }
      }),
    write(wanted) {
      writing = wanted;
      run();
    },
    prompt: (text) => void act("prompt", () => session.ask((worker) => worker.prompt(text))),
    nextPassage: () => void session.ask((worker) => worker.passage("next")),
    save: () =>
      void act("files", async () => {
        const file = await session.ask((worker) => worker.file());
        if (file !== undefined) download(file.name, file.bytes);
      }),
    program: () =>
      void act("files", async () => {
        const programs = await session.ask((worker) => worker.program());
        if (programs !== undefined) view.showPrograms(programs);
      }),
  };
  // In a page whose address has the settings, these say which network is meant.
  const place = { slot: element.id || "text", adopt: !element.hasAttribute("address") };
  const session = trainingSession<TextValues, TextFact, TextWorker, KeptRun | undefined>(
    {
      open: () => new Worker(new URL("./worker.js", import.meta.url), { type: "module", name: "tenet-text" }),
      begin: (worker, values, tell, before) => worker.begin({ ...place, values, before }, tell),
      leave: (worker) => worker.keep(),
    },
    {
      facts: take,
      place({ line }) {
        view.showPlace(line);
        tellReady();
        write();
        void session
          .ask((worker) => worker.placeLine())
          .then((whole) => whole !== undefined && view.showPlace(whole));
      },
      fail: (error) => fail("run", error),
    },
    signal,
  );
  // It loads while the element is drawn.
  session.open(settings.values.backend);
  const view = textView(host, record, actions);

  /** Does what the reader asked for. An error is shown at `place`, and everything stays as it was. */
  async function act(place: keyof typeof view.places, work: () => Promise<unknown>): Promise<void> {
    host.fail(view.places[place], undefined);
    try {
      await work();
      run();
    } catch (error) {
      fail(place, error);
    }
    view.show();
  }

  function want(playing: boolean): void {
    training = playing;
    run();
    host.emit("tenet-playing", { playing });
  }

  function run(): void {
    const seen = sight === "seen";
    session.run(training && seen);
    write();
    view.showPlaying(training, training && !seen ? "Paused while it is out of sight." : "");
    view.showWriting(writing);
  }

  function write(): void {
    void session.ask((worker) => worker.write(writing && sight === "seen"));
  }

  function take(facts: readonly TextFact[]): void {
    for (const fact of facts) {
      addTextFact(record, fact);
      switch (fact.kind) {
        case "begun": {
          const { begun } = fact;
          adopting = true;
          settings.change(begun.network);
          adopting = false;
          if (begun.names.length > 1 && begun.from !== "lost GPU") settings.change({ color: "source" });
          host.emit("tenet-text", { name: begun.file, kind: begun.kind, characters: begun.characters });
          break;
        }
        case "evaluation":
          host.say(lossSentence(record));
          host.emit("tenet-evaluation", fact.evaluation);
          break;
        case "finished":
          want(false);
          break;
        case "saved":
          host.emit("tenet-saved", { step: fact.step });
          break;
        case "moved":
          view.showPlace(movedLine(fact));
          break;
        case "failure":
          fail("run", fact.message);
          break;
        case "unread":
          fail("source", fact.message);
          break;
      }
    }
    view.show();
  }

  function fail(place: keyof typeof view.places, error: unknown): void {
    const message = messageOf(error);
    host.fail(view.places[place], message);
    if (place === "run") want(false);
    host.emit("tenet-failure", { message });
  }

  /** A slider passes through many values: the network begins again where it rests. */
  let resting: ReturnType<typeof setTimeout> | undefined;
  signal.addEventListener("abort", () => clearTimeout(resting), { once: true });
  settings.watch((changed) => {
    if (adopting) return;
    if (changed.includes("backend")) return session.begin(settings.values);
    if (!changed.some((name) => controls[name].effect === "restarts")) {
      session.adjust(settings.values);
      return view.show();
    }
    clearTimeout(resting);
    resting = setTimeout(actions.restart, 300);
  }, signal);
  host.watchSight((next) => {
    sight = next;
    run();
    if (next === "hidden") void session.ask((worker) => worker.keep());
  });
  session.begin(settings.values);
  run();
  return actions;
};
