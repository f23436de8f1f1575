import type { Controls, RangeControl, TextControl } from "../element/control.ts";
import type { Host } from "../element/host.ts";
import { html } from "../element/make.ts";
import type { PlainRecipe } from "./plain-recipe.ts";
import type { RecipeEditor } from "./recipe-editor.ts";
import { recipeRunner } from "./recipe-runner.ts";
import { isTrusted, trust } from "./trusted-recipe.ts";

/** The controls that an element with a recipe has. */
export type RecipeControls = Controls & {
  /** The reader's own text; empty as long as it is the one to start with. */
  readonly recipe: TextControl;
  readonly hiddenSize: RangeControl;
  readonly seed: RangeControl;
};

export type RecipePanelOptions = {
  /** The text to start with. */
  start(): string;
  /** What it is called, such as "the LSTM". */
  startName(): string;
  /** Runs the text that is there now. */
  again(): void;
};

/** The recipe that a network is made of, in an editor. */
export type RecipePanel = {
  readonly element: HTMLElement;
  /** Loads the editor, which is not needed before the recipe is seen. */
  open(): void;
  /** The recipe of the text, and whether the reader wrote it. Undefined if something is wrong with it, which is shown at its line. */
  prepare(): Promise<{ readonly recipe: PlainRecipe; readonly isOwn: boolean } | undefined>;
};

/** The pause after the last keystroke before the text runs, in milliseconds. */
const rest = 400;

/**
 * The editor of a recipe, which keeps its text in the control `recipe`. A text that came by a link is shown, and runs once the reader allows it; until then, the one
 * to start with does.
 */
export function recipePanel(
  host: Host<RecipeControls>,
  { start, startName, again }: RecipePanelOptions,
): RecipePanel {
  const { settings, signal } = host;
  const run = recipeRunner(signal);
  const textNow = () => settings.values.recipe || start();
  let editor: RecipeEditor | undefined;
  let opening = false;
  let allowed: string | undefined;
  let resting: ReturnType<typeof setTimeout> | undefined;
  signal.addEventListener("abort", () => clearTimeout(resting), { once: true });

  const place = html("div", { class: "editor" }, html("pre", {}, textNow()));
  const failures = html("div", { class: "failure-place" });
  const back = html("button", { type: "button", disabled: host.locks("recipe") });
  const allow = html("button", { type: "button", class: "main" }, "Run it");
  const leave = html("button", { type: "button" }, "Leave it");
  const asking = html("p");
  const ask = html(
    "div",
    { class: "ask", role: "group", "aria-label": "A recipe that came by a link" },
    asking,
    html("div", { class: "buttons" }, allow, leave),
  );
  const title = html("h3", {}, "The recipe");
  const element = html(
    "section",
    { class: "recipe", part: "recipe" },
    html("div", { class: "recipe-head" }, title, back),
    ask,
    place,
    failures,
    html(
      "p",
      { class: "note" },
      "Change it: it is differentiated, compiled to WebAssembly, and trained on as soon as you rest. The text is in the page's address.",
    ),
  );

  /** Whether the text came by the address, and the reader has not allowed it. A text that replaces it needs no leave. */
  const isAsked = () => {
    const linked = host.linked("recipe");
    if (linked === undefined || linked === "" || settings.values.recipe === "") return false;
    if (isTrusted(linked)) allowed = linked;
    return linked !== allowed;
  };
  const show = () => {
    const { recipe } = settings.values;
    const asked = isAsked();
    ask.hidden = !asked;
    element.classList.toggle("asking", asked);
    asking.textContent = `This link carries a recipe, the program below. Run it? Until you do, ${startName()} is trained.`;
    back.textContent = `Back to ${startName()}`;
    back.hidden = recipe === "";
    const text = textNow();
    if (editor === undefined) place.firstElementChild?.replaceChildren(text);
    // What the reader types is ahead of the settings.
    else if (resting === undefined) editor.show(text);
  };
  const fail = (failure: { readonly message: string; readonly line: number | undefined } | undefined) => {
    editor?.mark(failure);
    const where = failure?.line === undefined ? "" : `Line ${failure.line}: `;
    host.fail(failures, failure === undefined ? undefined : where + failure.message);
  };
  const take = (recipe: string) => {
    clearTimeout(resting);
    resting = undefined;
    settings.change({ recipe: recipe === start() ? "" : recipe });
  };

  allow.onclick = () => {
    allowed = host.linked("recipe");
    show();
    again();
  };
  leave.onclick = () => take("");
  back.onclick = () => take("");
  settings.watch(() => show(), signal);
  show();

  return {
    element,
    open() {
      if (opening) return;
      opening = true;
      // CodeMirror is larger than all the rest of an element.
      void import("./recipe-editor.ts")
        .then(({ recipeEditor }) => {
          if (signal.aborted) return;
          place.replaceChildren();
          editor = recipeEditor({
            parent: place,
            text: textNow(),
            readOnly: host.locks("recipe"),
            label: "The recipe, as JavaScript",
            changed(text) {
              clearTimeout(resting);
              resting = setTimeout(() => take(text), rest);
            },
            signal,
          });
        })
        .catch((error: unknown) => host.fail(failures, error));
    },
    async prepare() {
      const { recipe, hiddenSize, seed } = settings.values;
      const isOwn = recipe !== "" && !isAsked();
      const result = await run(isOwn ? recipe : start(), { hiddenSize, seed });
      if (result === undefined || signal.aborted) return undefined;
      if (!("recipe" in result)) {
        fail(result);
        host.emit("tenet-failure", { message: result.message, line: result.line });
        return undefined;
      }
      fail(undefined);
      if (isOwn) trust(recipe);
      return { recipe: result.recipe, isOwn };
    },
  };
}
