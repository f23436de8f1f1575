/** The languages that the ICU of this machine knows, and the variants of them, by script and region, that write dates or times in a form of their own. */
export function knownLocales(): string[] {
  const letters = [..."abcdefghijklmnopqrstuvwxyz"];
  const pairs = letters.flatMap((first) => letters.map((second) => first + second));
  const triples = pairs.flatMap((pair) => letters.map((third) => pair + third));
  return [...Intl.DateTimeFormat.supportedLocalesOf([...pairs, ...triples]), ...variants];
}

/** Found by formatting a date in each script and region of each language, with CLDR 48. */
const variants = `
  af-NA ar-IL ar-KM ar-MA az-Cyrl bo-IN bs-Cyrl ckb-IR ee-TG en-AE en-AG en-BE en-CA en-CH en-DK en-FI en-HK en-IL en-IN
  en-JP en-MV en-SE en-ZA en-ZW es-AR es-BR es-CL es-CO es-MX es-PA es-US ff-Adlm ff-Adlm-GH ff-GH fr-BE fr-CA fr-CH fr-CM
  ha-GH hr-BA ja-JP kk-CN ko-CN kok-IN ks-Deva ku-Latn-IQ kxv-Deva kxv-Orya kxv-Telu lrc-IQ ms-ID ne-IN nl-BE om-KE pa-PK
  ps-PK se-FI shi-Latn shn-TH so-KE sq-MK sr-BA sv-AX sv-FI ta-LK tr-CY ur-IN uz-Cyrl yo-BJ yrl-CO yue-CN yue-Hant-CN
  zh-HK zh-Hans-HK zh-Hant-MY zh-MY zh-SG zh-TW
`
  .trim()
  .split(/\s+/);
