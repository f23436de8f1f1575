import type { Remote } from "comlink";
import type { Controls } from "../element/control.ts";
import type { Host } from "../element/host.ts";
import type { Sight } from "../element/sight.ts";
import { messageOf } from "./message-of.ts";
import { movedLine } from "./moved-line.ts";
import type { Place } from "./start-on.ts";
import type { SharedFact, Tell, TrainingValues, TrainingWorker } from "./training-facts.ts";
import { type Asynchronous, trainingSession } from "./training-session.ts";

/** What a reader does with the buttons, and a script with the element's methods. */
export type TrainingActions = Readonly<Record<"play" | "pause" | "step" | "restart", () => void>>;

/** What an element that trains does about what happens. */
export type TrainingElement<Fact> = {
  /** A new worker of the element. */
  open(): Worker;
  /**
   * What a run needs beside the settings' values. Undefined if none can begin with them: the last one goes on. Default: nothing.
   */
  readonly prepare?: () => Promise<object | undefined>;
  /** A run is about to begin with the settings' values: what is known of the last one is out of date. */
  begun(): void;
  facts: Tell<Fact>;
  /** What runs where, in one line. */
  place(line: string): void;
  /** Whether it trains, and why not if the reader wants it to. */
  playing(playing: boolean, note: string): void;
  /** Where the failure of the whole run is shown. */
  readonly failures: () => Element;
};

export type Training<Exposed> = {
  readonly actions: TrainingActions;
  /** The worker's answer. Undefined if no run has begun, or another one did meanwhile. */
  ask<Answer>(question: (worker: Remote<Exposed>) => Promise<Answer>): Promise<Answer | undefined>;
  /** Begins, once the element is drawn. */
  start(): void;
};

/**
 * Connects an element to the worker that trains for it, while the reader wants it to and sees the element. A control that restarts begins a new run once it
 * rests; any other is passed on at once.
 */
export function connectTraining<
  Type extends Controls,
  Fact,
  Exposed extends TrainingWorker<Host<Type>["settings"]["values"], Fact>,
>(host: Host<Type>, element: TrainingElement<Fact>): Training<Exposed> {
  const { settings, signal } = host;
  const { prepare } = element;
  /** What has been prepared for the run. */
  let prepared: object = {};
  const values = () => ({ ...settings.values, ...prepared }) as typeof settings.values & TrainingValues;
  /** The functions that every worker has. Comlink's own type cannot be resolved while the values' type is open. */
  const common = (worker: unknown) => worker as Asynchronous<TrainingWorker<ReturnType<typeof values>, Fact>>;
  let wanted = values().autoplay;
  let sight: Sight = "seen";
  /** Whether the reader wants it to train, and it failed: the next run trains. */
  let stopped = false;
  const session = trainingSession<ReturnType<typeof values>, Fact, Exposed>(
    {
      open: element.open,
      begin: (worker, values, tell) => common(worker).begin(values, tell),
    },
    { facts: take, place: showPlace, fail },
    signal,
  );
  // It loads while the element is drawn.
  session.open(values().backend);
  const actions = {
    play: () => want(true),
    pause: () => want(false),
    step() {
      want(false);
      void session.ask((worker) => common(worker).step());
    },
    restart: () => void begin(),
  };

  function showPlace({ line }: Place): void {
    element.place(line);
    void session
      .ask((worker) => common(worker).placeLine())
      .then((whole) => whole !== undefined && element.place(whole));
  }

  function want(playing: boolean): void {
    wanted = playing;
    stopped = false;
    run();
    host.emit("tenet-playing", { playing });
  }

  function run(): void {
    session.run(wanted && sight === "seen");
    element.playing(wanted, wanted && sight !== "seen" ? "Paused while it is out of sight." : "");
  }

  async function begin(): Promise<void> {
    if (prepare !== undefined) {
      const found = await prepare();
      if (found === undefined || signal.aborted) return;
      prepared = found;
    }
    host.fail(element.failures(), undefined);
    element.begun();
    session.begin(values());
    if (stopped) want(true);
  }

  function take(facts: readonly (Fact | SharedFact)[]): void {
    element.facts(facts);
    for (const fact of facts as readonly SharedFact[]) {
      if (fact.kind === "moved") element.place(movedLine(fact));
      if (fact.kind !== "failure") continue;
      if (fact.lane === undefined) fail(fact.message);
      // A network's own failure stands beside its name.
      else host.emit("tenet-failure", { message: fact.message });
    }
  }

  function fail(error: unknown): void {
    host.fail(element.failures(), error);
    const wasWanted = wanted || stopped;
    want(false);
    stopped = wasWanted;
    host.emit("tenet-failure", { message: messageOf(error) });
  }

  /** A slider passes through many values: the run begins again where it rests. */
  let resting: ReturnType<typeof setTimeout> | undefined;
  signal.addEventListener("abort", () => clearTimeout(resting), { once: true });
  settings.watch((changed) => {
    if (!changed.some((name) => settings.controls[name]?.effect === "restarts"))
      return session.adjust(values());
    clearTimeout(resting);
    resting = setTimeout(begin, 120);
    if (prepare === undefined) element.begun();
  }, signal);

  return {
    actions,
    ask: session.ask,
    start() {
      host.watchSight((next) => {
        sight = next;
        run();
      });
      void begin();
      run();
    },
  };
}
