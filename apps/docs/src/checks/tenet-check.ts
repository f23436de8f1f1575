import { seed } from "@tenetjs/core";
import { allChecks } from "./all-checks.ts";
import { type Check, type CheckRow, largestDifference } from "./check.ts";

/** The most rows that are shown. The sentence below counts all. */
const mostRows = 9;

/**
 * Computes a check of `allChecks` in the page, when it comes into view: a table of the formula's numbers beside the others, and a sentence. A
 * button draws other numbers.
 *
 * @attr name - The name of the check.
 */
class TenetCheck extends HTMLElement {
  #draw = 1;

  connectedCallback(): void {
    const seen = new IntersectionObserver((entries) => {
      if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
      seen.disconnect();
      void this.#compute();
    });
    seen.observe(this);
  }

  async #compute(): Promise<void> {
    const compute = await allChecks[this.getAttribute("name") ?? ""]?.();
    if (compute === undefined) return;
    const check = compute(seed(this.#draw));
    const table = tableOf(check);
    const sentence = element("p", sentenceOf(check));
    sentence.setAttribute("aria-live", "polite");
    const button = element("button", "Draw other numbers");
    button.type = "button";
    button.addEventListener("click", () => {
      this.#draw += 1;
      void this.#compute().then(() => this.querySelector("button")?.focus());
    });
    const foot = element("div");
    foot.append(sentence, button);
    this.replaceChildren(table, foot);
  }
}

function tableOf({ formula, other, rows }: Check): HTMLElement {
  const table = element("table");
  const head = table.createTHead().insertRow();
  // A header without text names nothing.
  head.insertCell();
  for (const text of [formula, other]) {
    const cell = element("th", text);
    cell.scope = "col";
    head.append(cell);
  }
  const body = table.createTBody();
  for (const row of rows.slice(0, mostRows)) body.append(rowOf(row));
  // A wide table scrolls by itself, by keyboard too.
  const scroller = element("div");
  scroller.className = "scroller";
  scroller.tabIndex = 0;
  scroller.setAttribute("role", "group");
  scroller.setAttribute("aria-label", "Numbers of the check");
  scroller.append(table);
  return scroller;
}

function rowOf({ label, formula, other }: CheckRow): HTMLTableRowElement {
  const row = element("tr");
  const head = element("th", label);
  head.scope = "row";
  row.append(head, element("td", numberText(formula)), element("td", numberText(other)));
  return row;
}

function sentenceOf(check: Check): string {
  const largest = largestDifference(check);
  const count = `${check.rows.length} numbers, computed just now in this page.`;
  if (largest === 0) return `${count} They are equal.`;
  return `${count} They differ by at most ${largest.toExponential(1)} of the largest.`;
}

function numberText(value: number): string {
  if (Number.isInteger(value)) return value.toLocaleString("en");
  return Math.abs(value) < 1e-4 ? value.toExponential(6) : value.toFixed(10);
}

function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  text = "",
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  made.textContent = text;
  return made;
}

customElements.define("tenet-check", TenetCheck);
