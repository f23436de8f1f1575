import type { Control, RangeControl } from "./control.ts";
import { admit, inWords } from "./control-text.ts";
import { html } from "./make.ts";

/** An input of a form, and how it shows a value. */
type Input<Shown> = {
  readonly element: HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;
  show(value: Shown): void;
};

/** The input for each kind of control. `tell` gets the values that the reader sets. */
export const inputs = {
  range(control: RangeControl, tell: (value: number) => void): Input<number> {
    const { min, max, step = 1, scale = "linear", look = "slider" } = control;
    if (look === "number") {
      const element = html("input", { type: "number", min, max, step });
      element.onchange = () => {
        const number = element.valueAsNumber;
        if (Number.isFinite(number)) tell(admit(control, number));
      };
      return {
        element,
        show: (value) => {
          element.value = String(value);
        },
      };
    }
    // A logarithmic slider has its own positions.
    const positions = 200;
    const ratio = Math.log(max / min);
    const [first, last, distance] = scale === "log" ? [0, positions, 1] : [min, max, step];
    const element = html("input", { type: "range" });
    Object.assign(element, { min: first, max: last, step: distance });
    const valueAt = (position: number) =>
      scale === "log" ? admit(control, min * Math.exp((ratio * position) / positions)) : position;
    element.oninput = () => tell(valueAt(element.valueAsNumber));
    return {
      element,
      show(value) {
        const position = scale === "log" ? Math.round((positions * Math.log(value / min)) / ratio) : value;
        if (valueAt(element.valueAsNumber) !== value) element.value = String(position);
        element.setAttribute("aria-valuetext", inWords(control, value));
      },
    };
  },
  choice(
    { choices }: { choices: Readonly<Record<string, string>> },
    tell: (value: string) => void,
  ): Input<string> {
    const options = Object.entries(choices).map(([value, text]) => html("option", { value }, text));
    const element = html("select", {}, ...options);
    element.onchange = () => tell(element.value);
    return {
      element,
      show: (value) => {
        element.value = value;
      },
    };
  },
  text(_: Control, tell: (value: string) => void): Input<string> {
    const element = html("textarea", { spellcheck: false, rows: 6 });
    element.onchange = () => tell(element.value);
    return {
      element,
      show: (value) => {
        element.value = value;
      },
    };
  },
  toggle(_: Control, tell: (value: boolean) => void): Input<boolean> {
    const element = html("input", { type: "checkbox" });
    element.onchange = () => tell(element.checked);
    return {
      element,
      show: (value) => {
        element.checked = value;
      },
    };
  },
};
