import type { Connect } from "../element/define-element.ts";
import { messageOf } from "../training/message-of.ts";
import type { deviceDefinition } from "./device-definition.ts";
import type { DevicePlace } from "./device-facts.ts";
import { checkedPlaces, deviceRecord, measurementOf, runningPlaces } from "./device-record.ts";
import { checkSentence, measureSentence } from "./device-sentences.ts";
import { deviceView } from "./device-view.ts";
import { deviceWork } from "./device-work.ts";

type Device = typeof deviceDefinition;

/** How long a network is trained at a glance, at most, in seconds. */
const glanced = 1.5;

/** The code of `<tenet-device>`: it checks and takes a glance by itself, and measures when the reader asks for it. */
export const connectDevice: Connect<Device["controls"], keyof Device["commands"] & string> = (host) => {
  const { settings, signal } = host;
  const work = deviceWork(
    () => new Worker(new URL("./worker.js", import.meta.url), { type: "module", name: "tenet-device" }),
  );
  let places: readonly DevicePlace[] = [];
  let record = deviceRecord(places, settings.values);
  let running: AbortController | undefined;
  const actions = {
    check: () => void begin(checkAll),
    measure: () => void begin((during) => measure(record.sizes, settings.values.seconds, during)),
    stop: () => stop("Stopped."),
  };
  const view = deviceView(host, record, actions);

  function doing(text: string): void {
    record.doing = text;
    view.show(record);
  }

  function stop(why: string): void {
    if (running === undefined) return;
    running.abort();
    running = undefined;
    view.showBusy(false);
    doing(why);
  }

  /** Does one thing after another, in place of what is done now. */
  async function begin(task: (signal: AbortSignal) => Promise<void>): Promise<void> {
    running?.abort();
    const mine = new AbortController();
    running = mine;
    view.showBusy(true);
    host.fail(view.place, undefined);
    try {
      const all = AbortSignal.any([signal, mine.signal]);
      if (places.length === 0) await survey(all);
      await task(all);
      doing("Done.");
    } catch (error) {
      if (!mine.signal.aborted && !signal.aborted) fail(view.place, error);
    } finally {
      if (running === mine) {
        running = undefined;
        view.showBusy(false);
      }
    }
  }

  async function survey(during: AbortSignal): Promise<void> {
    doing("Looking for backends …");
    places = await work.places(during);
    record = deviceRecord(places, settings.values);
    const missing = places.filter((place) => place.missing !== undefined);
    view.showPlace(
      missing.length === 0
        ? "Every backend runs here."
        : missing.map(({ title, missing }) => `${title}: ${missing}.`).join(" "),
    );
  }

  async function checkAll(during: AbortSignal): Promise<void> {
    for (const place of checkedPlaces(record)) {
      doing(`Checking ${place.title} …`);
      await atPlace(place, during, async () => {
        const found = await work.check(place, during);
        record.checks.set(place.id, found);
        const worst = Math.max(...found.map(({ difference }) => difference));
        host.emit("tenet-checked", { place: place.id, worst });
      });
    }
    host.say(checkSentence(record));
  }

  /** What one sees without asking: whether the kernels agree, and how fast the smallest network trains. */
  async function glance(during: AbortSignal): Promise<void> {
    await checkAll(during);
    await measure(record.sizes.slice(0, 1), Math.min(glanced, settings.values.seconds), during);
  }

  async function measure(sizes: readonly number[], seconds: number, during: AbortSignal): Promise<void> {
    record.measured.clear();
    record.seconds = seconds;
    for (const hiddenSize of sizes)
      for (const place of runningPlaces(record)) {
        const key = measurementOf(place, hiddenSize);
        doing(`${place.title}, ${hiddenSize} units …`);
        await atPlace(place, during, async () => {
          const measured = await work.measure(
            place,
            { hiddenSize, seconds },
            (sofar) => {
              record.measured.set(key, sofar);
              view.show(record);
            },
            during,
          );
          record.measured.set(key, measured);
          const { charactersPerSecond, steps } = measured;
          host.emit("tenet-measured", { place: place.id, hiddenSize, charactersPerSecond, steps });
          host.say(measureSentence(record));
        });
      }
  }

  /** A place that fails says why, and the others go on. */
  async function atPlace(place: DevicePlace, during: AbortSignal, task: () => Promise<void>): Promise<void> {
    try {
      await task();
      record.failures.delete(place.id);
    } catch (error) {
      if (during.aborted) throw error;
      record.failures.set(place.id, messageOf(error));
      host.emit("tenet-failure", { message: `${place.title}: ${messageOf(error)}` });
    }
    view.show(record);
  }

  function fail(where: Element, error: unknown): void {
    host.fail(where, error);
    doing("");
    host.emit("tenet-failure", { message: messageOf(error) });
  }

  settings.watch((changed) => {
    if (!changed.some((name) => settings.controls[name].effect === "restarts")) return;
    stop("Stopped, because a setting has changed.");
    const { checks } = record;
    record = { ...deviceRecord(places, settings.values), checks };
    view.show(record);
  }, signal);
  host.watchSight((sight) => {
    // Browsers slow down what is hidden.
    if (sight === "hidden") stop("Stopped, because the tab was hidden.");
  });
  signal.addEventListener("abort", () => running?.abort(), { once: true });
  if (settings.values.autoplay) void begin(glance);
  return actions;
};
