import type { Controls, Values } from "./control.ts";
import type { Settings } from "./settings.ts";
import type { Sight } from "./sight.ts";

/** What the code of an element works with while the element is in a page. */
export type Host<Type extends Controls> = {
  readonly element: HTMLElement;
  /** Where the element draws. It is empty when the element comes into a page, and is emptied when it leaves. */
  readonly root: ShadowRoot;
  readonly settings: Settings<Type>;
  /** Aborted when the element leaves the page: workers end, observers and timers stop. */
  readonly signal: AbortSignal;
  /** The labelled form control of `name`. A control that the page hides is an empty fragment. */
  field(name: keyof Type & string): Node;
  /** The value that the page's address gave a control when it was read. Undefined if it gave none. */
  linked<Name extends keyof Type & string>(name: Name): Values<Type>[Name] | undefined;
  /** Whether the page hides a part, or a control. */
  hides(part: string): boolean;
  /** Whether the page keeps a control as it is: the reader sees it, but cannot change it. */
  locks(control: string): boolean;
  /** Calls `watcher` whenever the reader begins or ceases to see the element. */
  watchSight(watcher: (sight: Sight) => void): void;
  /** Tells a screen reader, once it is idle, and at most once in ten seconds. Of what comes between, the last is told. */
  say(sentence: string): void;
  /** Shows an error in `place`, or removes it, if there is none. */
  fail(place: Element, error: unknown): void;
  /** Dispatches an event that bubbles and crosses shadow roots. */
  emit(type: string, detail: unknown): void;
};
