import { checkChoice, problem } from "@tenetjs/core/internals";
import { type Controls, defaultsOf, type Values } from "./control.ts";
import { admit, isValueOf, type Value } from "./control-text.ts";

/** The current values of an element's controls. */
export type Settings<Type extends Controls> = {
  readonly controls: Type;
  readonly values: Values<Type>;
  /**
   * Changes values, and tells those who watch. A number is moved into its limits.
   *
   * @throws {RangeError} for a name that is not a control's. @throws {TypeError} for a value that the control cannot have.
   */
  change(values: Partial<Values<Type>>): void;
  /** Calls `watcher` after each change, with the names of the controls whose values differ, until the signal is aborted. */
  watch(watcher: (changed: readonly (keyof Type & string)[]) => void, signal: AbortSignal): void;
};

/** Settings with the values of `controls` by default. */
export function settings<Type extends Controls>(controls: Type): Settings<Type> {
  let values: Values<Type> = defaultsOf(controls);
  const watchers = new Set<(changed: readonly (keyof Type & string)[]) => void>();
  return {
    controls,
    get values() {
      return values;
    },
    change(given) {
      const next: Record<string, Value> = { ...values };
      for (const [name, value] of Object.entries(given)) next[name] = checked(controls, name, value);
      const changed = Object.keys(next).filter((name) => next[name] !== values[name]);
      if (changed.length === 0) return;
      values = next as Values<Type>;
      for (const watcher of [...watchers]) watcher(changed);
    },
    watch(watcher, signal) {
      if (signal.aborted) return;
      watchers.add(watcher);
      signal.addEventListener("abort", () => watchers.delete(watcher), { once: true });
    },
  };
}

function checked(controls: Controls, name: string, value: unknown): Value {
  checkChoice("settings", "the name of a control", name, Object.keys(controls));
  const control = controls[name] as Controls[string];
  if (!isValueOf(control, value))
    throw new TypeError(problem("settings", `a value for ${name}, such as ${control.default}`, value));
  return control.kind === "range" ? admit(control, value as number) : value;
}
