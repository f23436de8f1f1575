/** The styles of `<tenet-device>`, beside those of all elements. */
export const deviceStyles = `
h3 { margin-block-end: 0.5rem; }
h4 { margin: 0 0 0.25rem; font-size: 0.875rem; font-weight: 550; color: var(--faint); }
.summary { margin-block-start: 0.75rem; font-size: 0.9375rem; max-width: 72ch; }
.groups { display: grid; gap: 1.25rem 2rem; }
.group ul { list-style: none; margin: 0; padding: 0; display: grid; gap: 0.375rem; }
.group li { display: grid; grid-template-columns: 10.5rem minmax(0, 1fr) auto; gap: 0.75rem; align-items: center; font-size: 0.875rem; }
.track { block-size: 1.125rem; border-radius: 4px; background: var(--raised); overflow: hidden; }
.fill { block-size: 100%; inline-size: 0; border-radius: 4px; background: var(--rnn); }
.fill.cpu { background: var(--faint); }
.fill.webgpu { background: var(--gru); }
.busy .value::after { content: " …" / ""; }
.value { min-inline-size: 4.5rem; text-align: end; font-weight: 650; }
.value.missing { min-inline-size: 0; font-weight: 400; }
li:has(.missing) { grid-template-columns: 10.5rem minmax(0, 1fr); }
li:has(.missing) .track { display: none; }
.missing { color: var(--faint); text-align: start; font-size: 0.8125rem; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; font-size: 0.875rem; }
th, td { padding: 0.375rem 1.25rem 0.375rem 0; text-align: start; font-weight: 400; white-space: nowrap; border-block-end: 1px solid var(--line); }
thead th { color: var(--faint); }
tbody th { font-weight: 550; }
td.missing { white-space: normal; }
td.differs { color: var(--failure); font-weight: 650; }
.report { display: grid; gap: 0.75rem; }
.report h3 { margin: 0; }
textarea { inline-size: 100%; padding: 0.625rem; border: 1px solid var(--line); border-radius: 8px; background: var(--raised); color: var(--ink); font: 0.8125rem/1.5 ui-monospace, monospace; resize: vertical; white-space: pre; overflow-x: auto; }
@container tenet (max-width: 30rem) {
  .group li, li:has(.missing) { grid-template-columns: minmax(0, 1fr) auto; gap: 0.125rem 0.5rem; }
  .track { grid-row: 2; grid-column: 1 / -1; block-size: 0.75rem; }
  li .value.missing { grid-row: 2; grid-column: 1 / -1; }
}
`;
