import { matches } from "../../run/pattern.ts";
import { element } from "./element.ts";

/** Something that can be ticked. */
export type Choice = {
  readonly id: string;
  readonly title: string;
  /** What is to be known of it: why it cannot be measured, if so. */
  readonly note?: string | undefined;
  readonly disabled: boolean;
};

/** A list of boxes to tick. */
export type Choices = {
  /** What is ticked. */
  ticked(): string[];
  /** Ticks these and no others. */
  tick(ids: readonly string[]): void;
};

/**
 * Fills `fieldset` with a box for each choice, and above them a field whose pattern, or several between spaces, ticks what it stands
 * for, as `--case` and `--subject` do. `reset` is called when that field was emptied.
 */
export function showChoices(
  fieldset: HTMLFieldSetElement,
  choices: readonly Choice[],
  { example, reset }: { readonly example: string; readonly reset: () => void },
): Choices {
  const boxes = choices.map(({ id, disabled }) =>
    element("input", { type: "checkbox", value: id, disabled }),
  );
  const rows = choices.map(({ id, title, note }, index) =>
    element(
      "li",
      {},
      element(
        "label",
        {},
        boxes[index] as HTMLInputElement,
        element("span", {}, title),
        element("code", {}, id),
        ...(note === undefined ? [] : [element("small", {}, note)]),
      ),
    ),
  );
  const tick = (ids: readonly string[]) => {
    for (const box of boxes) box.checked = ids.includes(box.value);
  };
  const pattern = element("input", { type: "search", className: "pattern" });
  pattern.placeholder = `Tick those like ${example}`;
  pattern.ariaLabel = `Tick those like a pattern, such as ${example}`;
  pattern.oninput = () => {
    const patterns = pattern.value.split(/\s+/).filter((part) => part !== "");
    if (patterns.length === 0) return reset();
    tick(choices.filter(({ id, disabled }) => !disabled && matches(id, patterns)).map(({ id }) => id));
  };
  fieldset.append(pattern, element("ul", {}, ...rows));
  return { ticked: () => boxes.filter(({ checked }) => checked).map(({ value }) => value), tick };
}
