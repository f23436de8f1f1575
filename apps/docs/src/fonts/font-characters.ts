/** The characters that the site's font has: those of ASCII, and others that its prose and its figures use. Browsers take the rest from a font of the system. */
export const fontCharacters = `${ascii()}–—‘’“”…−×·→←↑↓≤≥≈±°²³©äéöüßÄÖÜ`;

function ascii(): string {
  return String.fromCodePoint(...Array.from({ length: 0x7f - 0x20 }, (_, index) => 0x20 + index));
}
