import { matches } from "../../run/pattern.ts";
import { element } from "./element.ts";

/** An item with a checkbox. */
export type Choice = {
  readonly id: string;
  readonly title: string;
  /** A remark, such as why it cannot be measured. */
  readonly note?: string | undefined;
  readonly disabled: boolean;
};

/** A list of checkboxes. */
export type Choices = {
  /** The ids of the checked items. */
  ticked(): string[];
  /** Checks these items and no others. */
  tick(ids: readonly string[]): void;
};

/**
 * Fills `fieldset` with a checkbox for each choice, and above them a field for patterns. One or more patterns, separated by spaces, check the
 * items that they match, as `--case` and `--subject` do. `reset` is called when the field is emptied.
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
  pattern.placeholder = `Select by pattern: ${example}`;
  pattern.ariaLabel = `Select by pattern, such as ${example}`;
  pattern.oninput = () => {
    const patterns = pattern.value.split(/\s+/).filter((part) => part !== "");
    if (patterns.length === 0) return reset();
    tick(choices.filter(({ id, disabled }) => !disabled && matches(id, patterns)).map(({ id }) => id));
  };
  fieldset.append(pattern, element("ul", {}, ...rows));
  return { ticked: () => boxes.filter(({ checked }) => checked).map(({ value }) => value), tick };
}
