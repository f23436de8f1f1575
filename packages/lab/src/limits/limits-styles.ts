/** The styles of `<tenet-limits>`, beside those of all elements. */
export const limitsStyles = `
table { width: 100%; border-collapse: collapse; table-layout: fixed; }
th, td { padding: 0; text-align: start; vertical-align: top; font-weight: 400; }
thead th { padding-inline-end: 0.5rem; vertical-align: bottom; position: relative; }
thead .mark { display: block; margin-block-end: 0.25rem; }
thead .field > label, thead .help { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
thead .field > .effect { display: none; }
thead select { font-weight: 650; padding-inline: 0.25rem; text-overflow: ellipsis; }
tbody th { padding-block: 1rem 0.25rem; line-height: 1.4; }
tbody .title { font-weight: 650; margin-inline-end: 0.5rem; }
tbody .asks { color: var(--faint); font-size: 0.875rem; }
tbody .guess { color: var(--faint); font-size: 0.8125rem; font-style: italic; white-space: nowrap; margin-inline-start: 0.5rem; }
tbody tr.networks { cursor: pointer; }
tbody tr:last-child { border-block-end: 1px solid var(--line); }
tbody.chosen .title { text-decoration: underline 2px var(--accent); text-underline-offset: 0.25em; }
td { padding: 0.125rem 0.5rem 0.625rem 0; }
td .number { font-size: clamp(1.125rem, 4.4cqi, 1.5rem); font-weight: 660; letter-spacing: -0.01em; line-height: 1.2; margin-inline-end: 0.5rem; white-space: nowrap; }
td .state { color: var(--faint); font-size: 0.8125rem; display: inline-block; }
td[data-state="learned"] .state { color: var(--ink); font-weight: 600; }
td[data-state="learned"] .state::before { content: "✓ " / ""; }
td > .failure { font-size: 0.8125rem; margin-block: 0.25rem; }
.summary { margin-block-start: 0.75rem; font-size: 0.9375rem; max-width: 72ch; }
.large { display: grid; gap: 0.75rem; }
.large > .field { max-width: 22rem; }
@container tenet (max-width: 30rem) {
  td .state { display: block; font-size: 0.75rem; }
  tbody .guess { display: block; margin-inline-start: 0; }
  thead select { font-size: 0.75rem; appearance: none; }
}
`;
