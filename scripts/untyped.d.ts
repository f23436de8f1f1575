/* What packages without types are asked here. */
declare module "subset-font" {
  function subsetFont(
    font: Uint8Array,
    characters: string,
    options: {
      readonly targetFormat: "woff2";
      /** The values of the font's axes that remain. */
      readonly variationAxes: Readonly<Record<string, { readonly min: number; readonly max: number }>>;
    },
  ): Promise<Uint8Array>;
  export = subsetFont;
}
