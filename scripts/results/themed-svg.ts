/** The size of a figure, so that one of the usual width fits beside the navigation of the site. A wider one scrolls there. */
const scale = 0.85;

/** A figure as a file of its own, which follows the light or dark mode of its reader. */
export function themedSvg(svg: string): string {
  const sized = svg.replace(/^<svg[^>]*>/, (opening) =>
    opening.replaceAll(
      / (width|height)="(\d+)"/g,
      (_, side, size) => ` ${side}="${Math.round(size * scale)}"`,
    ),
  );
  return `${sized.replace("</title>", `</title><style>${style}</style>`)}\n`;
}

/** Colours of figures are attributes, which style rules override. */
const style =
  '@media (prefers-color-scheme:dark){svg{color:#e6e9ee}[fill="white"]{fill:#14171c}[stroke="white"]{stroke:#14171c}}';
