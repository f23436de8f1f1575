/** What a command says when it writes no images for TensorBoard. */
export const noRasteriser =
  "TensorBoard gets no images: npm install @resvg/resvg-js, which draws them, beside tenet";
