import { type ThemeName, theme, themed } from "./theme.ts";

/** The theme under shorter names, such as `--ink`, so that a page's own properties take precedence wherever it sets them. */
const names = (Object.keys(theme) as ThemeName[])
  .map((name) => `--${name.slice("tenet-".length)}: ${themed(name)};`)
  .join("\n  ");

/**
 * The styles that all elements share. Light and dark follow `color-scheme`, which is inherited from the page: `light dark` there lets the reader's
 * system decide.
 */
export const baseStyles = `
:host {
  ${names}
  display: block;
  box-sizing: border-box;
  container: tenet / inline-size;
  padding: 1.25rem;
  border: 1px solid var(--line);
  border-radius: 12px;
  background: var(--surface);
  color: var(--ink);
  font: 400 1rem/1.5 system-ui, sans-serif;
  font-variant-numeric: tabular-nums;
  text-align: start;
  accent-color: var(--accent);
}
:host([hidden]) { display: none; }
*, ::before, ::after { box-sizing: border-box; }
h2, h3, p, figure, dl, dd { margin: 0; }
h3 { font-size: 0.9375rem; font-weight: 650; line-height: 1.3; }
.element { display: grid; gap: 1.5rem 2rem; grid-template-columns: minmax(0, 1fr); }
.element > *, figure { min-width: 0; }
.claim { font-size: clamp(1.125rem, 0.9rem + 1.1cqi, 1.5rem); font-weight: 650; line-height: 1.3; max-width: 40ch; text-wrap: balance; }
.note, figcaption { color: var(--faint); font-size: 0.875rem; line-height: 1.45; max-width: 66ch; }
figcaption { margin-block-start: 0.375rem; }
svg { display: block; max-width: 100%; font: 400 12px/1 system-ui, sans-serif; font-variant-numeric: tabular-nums; fill: var(--ink); }
svg .faint { fill: var(--faint); }
svg text { paint-order: stroke; stroke: var(--surface); stroke-width: 3px; stroke-linejoin: round; }
svg .grid { stroke: var(--line); }
svg .reference { stroke-dasharray: 1 3; }
svg .curve { fill: none; stroke-width: 2; stroke-linejoin: round; }
svg .raw { fill: none; stroke-width: 1; opacity: 0.3; }

button, select, input { font: inherit; color: inherit; margin: 0; }
button {
  min-height: 2.25rem;
  padding: 0.25rem 0.875rem;
  border: 1px solid var(--line);
  border-radius: 8px;
  background: var(--raised);
  cursor: pointer;
}
button:hover:not(:disabled) { border-color: var(--faint); }
button.main { border-color: transparent; background: var(--accent); color: var(--surface); font-weight: 600; min-width: 6.5rem; }
select, input[type="number"] {
  width: 100%;
  min-height: 2.25rem;
  padding: 0.25rem 0.5rem;
  border: 1px solid var(--line);
  border-radius: 8px;
  background: var(--raised);
}
input[type="range"] { width: 100%; min-width: 0; height: 1.75rem; cursor: pointer; }
input[type="checkbox"] { width: 1.125rem; height: 1.125rem; }
:disabled { opacity: 0.55; cursor: not-allowed; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 4px; }
.field { display: grid; grid-template-columns: auto 1fr auto; gap: 0.125rem 0.5rem; align-items: baseline; align-content: start; min-width: 0; }
.field > label { font-size: 0.875rem; font-weight: 550; white-space: nowrap; }
.field > output { font-size: 0.875rem; white-space: nowrap; }
.field > input, .field > select { grid-column: 1 / -1; }
.field.toggle > input { grid-column: 2 / -1; grid-row: 1; }
.field > output { grid-column: 3; }
.field > .help { grid-column: 1 / -1; color: var(--faint); font-size: 0.8125rem; line-height: 1.4; }
.field > .effect { color: var(--faint); font-size: 0.8125rem; }
.failure { color: var(--failure); font-weight: 550; border-inline-start: 3px solid; padding-inline-start: 0.75rem; margin-block: 0.75rem; }
.failure:empty, .note:empty, .note[hidden] { display: none; }
.notes { display: grid; }
.notes:not(:has(> :not(:empty, [hidden]))) { display: none; }
button.small { min-height: 1.75rem; padding: 0 0.625rem; font-size: 0.8125rem; color: var(--ink); }
.unseen { position: absolute; width: 1px; height: 1px; margin: -1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
summary { cursor: pointer; }
figure > h3 { margin-block-end: 0.5rem; }
.swatch { overflow: visible; flex: none; }
.failure-place:empty { display: none; }
.controls { display: grid; gap: 0.75rem; align-content: start; }
.buttons { display: flex; flex-wrap: wrap; gap: 0.5rem; align-items: center; }
.buttons .steps { margin-inline-start: auto; color: var(--faint); font-size: 0.875rem; white-space: nowrap; }
.pair { display: grid; gap: 0.75rem 1.5rem; grid-template-columns: repeat(auto-fit, minmax(11rem, 1fr)); }
.settings > div { display: grid; gap: 1.25rem 1.5rem; grid-template-columns: repeat(auto-fill, minmax(13.5rem, 1fr)); margin-block-start: 1rem; }
@container tenet (max-width: 30rem) { svg { font-size: 11px; } }
`;
