import type { Resvg } from "@resvg/resvg-js";

export type Png = { readonly width: number; readonly height: number; readonly png: Uint8Array };

/** What "sans-serif" stands for: of itself, the library takes a font that Linux lacks, and then one with serifs. */
const fonts = process.platform === "linux" ? { sansSerifFamily: "DejaVu Sans" } : {};

/** A function from an SVG to a picture of it; undefined when `@resvg/resvg-js`, an optional peer, is not installed. */
export async function svgRasteriser(): Promise<((svg: string) => Png) | undefined> {
  const found: { readonly Resvg: typeof Resvg } | undefined = await import("@resvg/resvg-js").catch(
    () => undefined,
  );
  if (found === undefined) return undefined;
  return (svg) => {
    const picture = new found.Resvg(svg, {
      background: "white",
      fitTo: { mode: "zoom", value: 1.5 },
      font: { loadSystemFonts: true, ...fonts },
    }).render();
    return { width: picture.width, height: picture.height, png: new Uint8Array(picture.asPng()) };
  };
}
