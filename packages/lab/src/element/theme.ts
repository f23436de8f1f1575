type Property = { readonly light: string; readonly dark: string; readonly use: string };

/**
 * The custom properties of every element, without their dashes: the colours in a light page and in a dark one, and what each is for. A page
 * overrides them on the element or around it.
 */
export const theme = {
  "tenet-surface": { light: "#ffffff", dark: "#14171c", use: "the background" },
  "tenet-raised": { light: "#f4f5f7", dark: "#1e232a", use: "the background of controls and panels" },
  "tenet-ink": { light: "#1a1d21", dark: "#e8eaed", use: "text" },
  "tenet-faint": { light: "#5b626b", dark: "#a3abb5", use: "text of less weight, axes, chance" },
  "tenet-line": { light: "#d9dde2", dark: "#343b45", use: "borders and grids" },
  "tenet-accent": { light: "#1d5fa8", dark: "#7db8f5", use: "focus, links and the main button" },
  "tenet-scale-low": { light: "#eef1f6", dark: "#20262f", use: "the low end of colour scales" },
  "tenet-scale-high": { light: "#3b1f6e", dark: "#c9b1ff", use: "the high end of colour scales" },
  "tenet-failure": { light: "#a4262c", dark: "#ff9a94", use: "errors" },
  "tenet-rnn": { light: "#0072b2", dark: "#2b94d6", use: "the RNN" },
  "tenet-lstm": { light: "#d55e00", dark: "#e8742a", use: "the LSTM and its kin" },
  "tenet-gru": { light: "#009e73", dark: "#12b586", use: "the GRU and its kin" },
  "tenet-phased": { light: "#cc79a7", dark: "#d98fb8", use: "phased cells" },
  "tenet-own": { light: "#e69f00", dark: "#f0b028", use: "a cell of your own" },
} as const satisfies Readonly<Record<string, Property>>;

export type ThemeName = keyof typeof theme;

/** The value of a custom property of the theme, for styles. */
export function themed(name: ThemeName): string {
  const { light, dark } = theme[name];
  return `var(--${name}, light-dark(${light}, ${dark}))`;
}
