import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { javascript } from "@codemirror/lang-javascript";
import { bracketMatching, HighlightStyle, indentOnInput, syntaxHighlighting } from "@codemirror/language";
import { lintGutter, setDiagnostics } from "@codemirror/lint";
import { EditorState } from "@codemirror/state";
import { EditorView, highlightActiveLine, keymap, lineNumbers } from "@codemirror/view";
import { tags } from "@lezer/highlight";

/** An editor of JavaScript. */
export type RecipeEditor = {
  /** Replaces the text, unless it is there already. The reader can undo it. */
  show(text: string): void;
  /** Marks a line, counted from 1, with what is wrong in it, or none. */
  mark(failure: { readonly message: string; readonly line: number | undefined } | undefined): void;
};

export type RecipeEditorOptions = {
  /** Where the editor stands, in a document or in a shadow tree. */
  readonly parent: HTMLElement;
  readonly text: string;
  readonly readOnly: boolean;
  /** What a screen reader calls it. */
  readonly label: string;
  /** Takes the text after each change by the reader. */
  changed(text: string): void;
  readonly signal: AbortSignal;
};

/** An editor in `parent`, in the colours of the theme, until the signal is aborted. The Tab key leaves it. */
export function recipeEditor({
  parent,
  text,
  readOnly,
  label,
  changed,
  signal,
}: RecipeEditorOptions): RecipeEditor {
  const view = new EditorView({
    parent,
    root: parent.getRootNode() as ShadowRoot | Document,
    state: EditorState.create({
      doc: text,
      extensions: [
        lineNumbers(),
        lintGutter(),
        history(),
        bracketMatching(),
        indentOnInput(),
        highlightActiveLine(),
        javascript(),
        syntaxHighlighting(colors),
        EditorView.lineWrapping,
        EditorState.readOnly.of(readOnly),
        EditorView.contentAttributes.of({ "aria-label": label, spellcheck: "false" }),
        keymap.of([...defaultKeymap, ...historyKeymap]),
        look,
        EditorView.updateListener.of(({ docChanged, state, transactions }) => {
          if (
            docChanged &&
            transactions.some(
              (made) =>
                made.isUserEvent("input") ||
                made.isUserEvent("delete") ||
                made.isUserEvent("undo") ||
                made.isUserEvent("redo") ||
                made.isUserEvent("move"),
            )
          )
            changed(state.doc.toString());
        }),
      ],
    }),
  });
  signal.addEventListener("abort", () => view.destroy(), { once: true });
  return {
    show(next) {
      if (view.state.doc.toString() === next) return;
      view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: next } });
    },
    mark(failure) {
      const { doc } = view.state;
      const at = failure?.line === undefined ? undefined : doc.line(Math.min(failure.line, doc.lines));
      const found =
        failure === undefined || at === undefined
          ? []
          : [{ from: at.from, to: at.to, severity: "error" as const, message: failure.message }];
      view.dispatch(setDiagnostics(view.state, found));
    },
  };
}

const colors = HighlightStyle.define([
  { tag: [tags.keyword, tags.bool, tags.null], color: "light-dark(#1d5fa8, #8fc2f7)" },
  { tag: [tags.string, tags.regexp], color: "light-dark(#8a4b08, #f0b98a)" },
  { tag: tags.number, color: "light-dark(#0a6a50, #6fd3b0)" },
  {
    tag: [tags.function(tags.variableName), tags.function(tags.propertyName)],
    color: "light-dark(#6a35a3, #cbb0ff)",
  },
  { tag: tags.comment, color: "var(--faint)", fontStyle: "italic" },
]);

const look = EditorView.theme({
  "&": { color: "var(--ink)", backgroundColor: "var(--raised)", fontSize: "0.8125rem" },
  ".cm-content": { fontFamily: "ui-monospace, monospace", caretColor: "var(--ink)", padding: "0.5rem 0" },
  ".cm-cursor": { borderLeftColor: "var(--ink)" },
  ".cm-gutters": { backgroundColor: "var(--raised)", color: "var(--faint)", border: "none" },
  ".cm-activeLine": { backgroundColor: "color-mix(in oklab, var(--accent) 7%, transparent)" },
  "&.cm-focused": { outline: "2px solid var(--accent)", outlineOffset: "1px" },
  ".cm-selectionBackground, &.cm-focused .cm-selectionBackground, ::selection": {
    backgroundColor: "color-mix(in oklab, var(--accent) 28%, transparent) !important",
  },
  ".cm-tooltip": { color: "var(--ink)", backgroundColor: "var(--surface)", border: "1px solid var(--line)" },
});
