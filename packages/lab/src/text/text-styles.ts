/** The styles of `<tenet-text>`, beside those of all elements. */
export const textStyles = `
.text { display: grid; gap: 1.5rem 2rem; grid-template-columns: minmax(0, 1fr); }
.text > *, .learning > *, figure { min-width: 0; }
.learning { display: grid; gap: 1.5rem 2rem; grid-template-columns: minmax(0, 1fr); align-content: start; }
h4 { margin: 0.75rem 0 0.25rem; font-size: 0.875rem; font-weight: 600; }
.privacy summary { color: var(--ink); }
.privacy p { margin-block-start: 0.5rem; }
section { display: grid; gap: 0.75rem; grid-template-columns: minmax(0, 1fr); align-content: start; min-width: 0; }
.source { grid-template-columns: minmax(0, 1fr); gap: 0.75rem 1.5rem; padding: 1rem; border: 1.5px dashed var(--line); border-radius: 12px; background: var(--raised); }
.source.over { border-color: var(--accent); border-style: solid; }
.source button, .source select { background: var(--surface); }
.source strong { overflow-wrap: anywhere; }
.about { display: grid; gap: 0.25rem; }
.reading { display: grid; gap: 0.25rem; }
.reading[hidden] { display: none; }
progress { width: 100%; accent-color: var(--accent); }
.heading { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: 0.5rem; }
.scores { display: grid; gap: 0.75rem 1rem; grid-template-columns: repeat(2, minmax(0, 1fr)); align-content: start; }
.scores .score { display: flex; flex-direction: column-reverse; justify-content: flex-end; }
.scores .number { font-size: clamp(1.5rem, 6cqi, 2.25rem); font-weight: 680; line-height: 1.15; letter-spacing: -0.02em; white-space: nowrap; order: 1; }
.scores .right { color: var(--faint); font-size: 0.8125rem; line-height: 1.35; }
.box { height: 13.5rem; overflow: auto; padding: 0.75rem 1rem; border: 1px solid var(--line); border-radius: 8px; background: var(--raised); }
.box p { white-space: pre-wrap; overflow-wrap: anywhere; font: 400 1rem/1.55 ui-serif, Georgia, Cambria, serif; }
.box .prompt { font-weight: 650; }
.begin { display: grid; grid-template-columns: auto minmax(4rem, 1fr) auto; gap: 0.5rem; align-items: center; }
.begin label { font-size: 0.875rem; font-weight: 550; }
.begin .failure { grid-column: 1 / -1; margin: 0; }
input[type="text"] { min-height: 2.25rem; min-width: 0; padding: 0.25rem 0.5rem; border: 1px solid var(--line); border-radius: 8px; background: var(--raised); }
.writer details > div { margin-block-start: 0.75rem; }
.samples { list-style: none; margin: 0; padding: 0; display: grid; }
.samples li { display: grid; grid-template-columns: 6.5rem minmax(0, 1fr); gap: 0.25rem 1rem; padding-block: 0.375rem; border-block-start: 1px solid var(--line); }
.samples .when { font-size: 0.8125rem; font-weight: 600; line-height: 1.5; }
.samples small { display: block; font-weight: 400; color: var(--faint); }
.samples q { quotes: none; font: 400 1rem/1.5 ui-serif, Georgia, Cambria, serif; overflow-wrap: anywhere; }
.samples b { font-weight: 650; }
.passage { font: 400 1rem/1.75 ui-monospace, "SF Mono", Menlo, Consolas, monospace; font-size: 0.9375rem; white-space: pre-wrap; overflow-wrap: anywhere; }
.passage span { border-radius: 2px; }
.pointed { min-height: 1.3rem; }
.note.pointed:empty { display: block; }
.legend { display: flex; align-items: center; gap: 0.5rem; margin-block-start: 0.5rem; color: var(--faint); font-size: 0.8125rem; }
/* On the colour of its text, a name needs the darkest ink. */
.legend span { color: var(--ink); }
.scale { display: inline-flex; border: 1px solid var(--line); }
.scale i { width: 1.25rem; height: 0.75rem; }
.scrolling { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: 0.875rem; }
th, td { text-align: start; padding: 0.25rem 0.5rem 0.25rem 0; border-block-end: 1px solid var(--line); white-space: nowrap; }
tbody th { font-weight: 400; white-space: normal; }
thead th { color: var(--faint); font-weight: 550; }
td button { min-height: 1.75rem; padding: 0 0.625rem; }
.r { display: inline-block; margin-inline-start: 0.5rem; width: calc(4rem * var(--r)); height: 0.5rem; border-radius: 2px; background: var(--lstm); }
pre { margin: 0; padding: 0.75rem; overflow: auto; max-height: 22rem; border: 1px solid var(--line); border-radius: 8px; background: var(--raised); font: 400 0.8125rem/1.5 ui-monospace, "SF Mono", Menlo, Consolas, monospace; }
.story, .colors, .files { border-block-start: 1px solid var(--line); padding-block-start: 1.25rem; }
@container tenet (max-width: 26rem) { .samples li { grid-template-columns: minmax(0, 1fr); } .samples small { display: inline; margin-inline-start: 0.5rem; } .begin { grid-template-columns: minmax(0, 1fr); } }
@container tenet (min-width: 46rem) {
  .text { grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); }
  .text > .claim-place, .learning, .story, .files, .settings, .backend, .text > .failure-place { grid-column: 1 / -1; }
  .claim { max-width: 60ch; }
  .learning:has(> .writer) { grid-template: auto auto auto 1fr / minmax(0, 1fr) minmax(0, 1fr); }
  .learning:has(> .writer) > * { grid-column: 2; }
  .learning:has(> .writer) > .writer { grid-column: 1; grid-row: 1 / span 4; }
  .learning:has(> .writer) > .loss { grid-column: 1 / -1; }
  .box { height: 21rem; }
  .colors, .units { border-block-start: 1px solid var(--line); padding-block-start: 1.25rem; }
}
`;
