import { html, svg } from "../element/make.ts";
import { reachByKeyboard } from "../element/reach-by-keyboard.ts";
import type { Look } from "../figure/cell-look.ts";
import { onFrame } from "../figure/on-frame.ts";
import { watchWidth } from "../figure/watch-width.ts";
import { type PlainRecipe, recipeOf } from "../recipe/plain-recipe.ts";
import type { CellHost } from "./cell-facts.ts";
import { type CellGraph, cellGraph } from "./cell-graph.ts";
import { type CellReading, mostHolding, numbersAt, unitsOf } from "./cell-scene.ts";
import { momentWords, stepSentence } from "./cell-sentences.ts";
import { drawGraph } from "./draw-graph.ts";
import type { GraphLayout } from "./graph-layout.ts";
import type { ShownEquations } from "./shown-equations.ts";
import { stepMotion } from "./step-motion.ts";

/** What the drawing is of. */
export type Drawn = {
  readonly recipe: PlainRecipe;
  readonly look: Look;
  /** The digits of some held-out palindromes. */
  readonly palindromes: readonly (readonly number[])[];
};

/** One step of the cell in slow motion: the drawing, and the equations beside the recipe. */
export type CellFigure = {
  readonly graph: HTMLElement;
  readonly equations: HTMLElement;
  /** Draws another network's cell, whose numbers are not known yet. */
  begin(drawn: Drawn): void;
  /** The network has been evaluated: its numbers can be asked for. */
  evaluated(): void;
  /** Whether the reader sees it. */
  seen(isSeen: boolean): void;
};

/** The time after which the network is asked again while it trains, in milliseconds. */
const refresh = 700;

/** The figure, which asks by `ask` how the network reads a palindrome. */
export function cellFigure(
  host: CellHost,
  ask: (row: number) => Promise<CellReading | undefined>,
): CellFigure {
  const { settings, signal } = host;
  let drawn: Drawn | undefined;
  let graph: CellGraph | undefined;
  /** The drawing's layout, and the width that it was made for. */
  let placed: { readonly layout: GraphLayout; readonly width: number } | undefined;
  let shown: ShownEquations | undefined;
  let reading: CellReading | undefined;
  let [row, width, askedAt] = [0, 0, 0];
  let asking = false;
  /** Whether the drawing or the equations have been made anew since the last frame. */
  let isNew = false;
  let [wanted, isSeen] = [true, true];

  const play = html("button", { type: "button", class: "slow" }, "Pause");
  const next = html("button", { type: "button" }, "Next operation");
  const another = html("button", { type: "button" }, "Another palindrome");
  const position = html("input", { type: "range", min: 1, max: 2, step: 1, id: "digit" });
  const positionValue = html("output", { for: "digit", "aria-hidden": true });
  const digits = html("p", { class: "digits", "aria-hidden": true });
  const now = html("p", { class: "now" });
  const target = svg("svg", { role: "img", "aria-label": "One step of the cell" });
  const scroller = html("div", { class: "graph-place" }, target);
  const caption = html("figcaption");
  const element = html(
    "figure",
    { class: "graph", part: "graph" },
    digits,
    scroller,
    now,
    html("div", { class: "buttons" }, play, next, another),
    html(
      "div",
      { class: "pair" },
      html("div", { class: "field" }, html("label", { for: "digit" }, "Digit"), positionValue, position),
      host.field("unit"),
    ),
    caption,
  );
  const equations = html(
    "section",
    { class: "equations", part: "equations" },
    html("h3", {}, "Its equations"),
  );

  const motion = stepMotion({
    moved: () => draw(),
    entered() {
      if (performance.now() - askedAt > refresh) void askNow();
    },
    signal,
  });

  const askNow = async () => {
    if (asking || drawn === undefined) return;
    asking = true;
    const asked = drawn;
    const answer = await ask(row).catch(() => undefined);
    asking = false;
    if (answer === undefined || signal.aborted) return;
    if (asked !== drawn) return void askNow();
    askedAt = performance.now();
    reading = answer;
    draw();
  };

  const unitNow = (read: CellReading) => {
    const { unit } = settings.values;
    return unit === 0 ? mostHolding(read) : Math.min(unit, unitsOf(read)) - 1;
  };

  const draw = onFrame(() => {
    if (drawn === undefined || graph === undefined || placed === undefined) return;
    const { step, moment, fraction } = motion.position();
    const palindrome = drawn.palindromes[row] as readonly number[];
    const steps = palindrome.length - 1;
    const byNode = reading === undefined ? undefined : numbersAt(graph, reading, step, unitNow(reading));
    const working = graph.moments[moment] ?? [];
    const before = graph.moments.slice(0, moment).flat();
    const isDone = fraction >= 1 || moment === 0;
    drawGraph(target, {
      layout: placed.layout,
      numbers: byNode && new Map(graph.nodes.map(({ id, value }) => [id, byNode.get(value) as number])),
      known: new Set((moment === 0 ? working : before).map(({ id }) => id)),
      working: new Set(working.map(({ id }) => id)),
      fraction: isDone ? 1 : fraction,
      color: drawn.look.color,
    });
    const values = new Set(working.map(({ value }) => value));
    const seenNow = new Set((isDone ? [...before, ...working] : before).map(({ value }) => value));
    shown?.show(byNode && new Map([...byNode].filter(([node]) => seenNow.has(node))), values);
    if (isNew) {
      isNew = false;
      for (const wide of [scroller, ...equations.querySelectorAll<HTMLElement>(".equation")])
        reachByKeyboard(wide);
    }
    showDigits(palindrome, step);
    position.max = String(steps);
    position.value = String(step + 1);
    positionValue.textContent = `${step + 1} of ${steps}`;
    play.textContent = motion.isPlaying() ? "Pause" : "Play";
    now.textContent =
      byNode === undefined ? "The network is being asked for its numbers …" : momentWords(working, byNode);
    if (byNode === undefined || reading === undefined) return;
    const text = stepSentence({
      graph,
      numbers: byNode,
      step,
      steps,
      digit: palindrome[step] as number,
      unit: unitNow(reading),
      answers: reading.answers[step] as readonly number[],
    });
    if (caption.textContent === text) return;
    caption.textContent = text;
    target.setAttribute("aria-label", `One step of the cell. ${text}`);
  }, signal);

  const showDigits = (palindrome: readonly number[], step: number) => {
    if (digits.dataset.shown === `${row} ${step} ${palindrome.length}`) return;
    digits.dataset.shown = `${row} ${step} ${palindrome.length}`;
    digits.replaceChildren(
      ...palindrome
        .slice(0, -1)
        .map((digit, index) =>
          html("span", { class: index === step ? "read now" : index < step ? "read" : "" }, String(digit)),
        ),
      html("span", { class: "asked" }, "?"),
    );
  };

  const layOut = async () => {
    const of = graph;
    const laidFor = width;
    if (of === undefined || width === 0) return;
    const { graphLayout } = await import("./graph-layout.ts");
    if (of !== graph || signal.aborted) return;
    placed = { layout: graphLayout(of, laidFor), width: laidFor };
    isNew = true;
    draw();
  };

  const write = async ({ recipe }: Drawn) => {
    const of = graph;
    const { shownEquations } = await import("./shown-equations.ts");
    if (of !== graph || of === undefined || signal.aborted) return;
    shown = shownEquations(recipeOf(recipe));
    equations.querySelector(".lines")?.remove();
    equations.append(shown.element);
    isNew = true;
    draw();
  };

  const run = () => (wanted && isSeen ? motion.play() : motion.pause());
  play.onclick = () => {
    wanted = !motion.isPlaying();
    run();
    if (!wanted) host.say(caption.textContent ?? "");
  };
  next.onclick = () => {
    wanted = false;
    motion.next();
  };
  position.oninput = () => {
    wanted = false;
    motion.goTo(position.valueAsNumber - 1);
  };
  another.onclick = () => {
    row = (row + 1) % (drawn?.palindromes.length ?? 1);
    reading = undefined;
    void askNow();
    draw();
  };
  settings.watch((changed) => changed.includes("unit") && draw(), signal);
  watchWidth(
    element,
    (found) => {
      width = found;
      if (placed?.width !== width) void layOut();
    },
    signal,
  );

  return {
    graph: element,
    equations,
    begin(given) {
      const isSame = drawn?.recipe.next === given.recipe.next;
      drawn = given;
      reading = undefined;
      if (!isSame) {
        graph = cellGraph(recipeOf(given.recipe));
        placed = undefined;
        shown = undefined;
        void layOut();
        void write(given);
      }
      motion.begin((given.palindromes[0]?.length ?? 2) - 1, graph?.moments.length ?? 1);
      run();
    },
    evaluated() {
      if (reading === undefined) void askNow();
    },
    seen(next) {
      isSeen = next;
      run();
    },
  };
}
