/** A figure as a file of its own, which follows the light or dark mode of its reader. */
export function themedSvg(svg: string): string {
  return `${svg.replace("</title>", `</title><style>${style}</style>`)}\n`;
}

/** Colours of figures are attributes, which style rules override. */
const style =
  '@media (prefers-color-scheme:dark){svg{color:#e6e9ee}[fill="white"]{fill:#14171c}[stroke="white"]{stroke:#14171c}}';
