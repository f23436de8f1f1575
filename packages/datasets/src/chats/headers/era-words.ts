import type { Calendar } from "./gregorian-date.ts";

/** An era of a calendar. */
export type Era = {
  readonly calendar: Calendar;
  /** Added to its years for the years of the calendar. */
  readonly add: number;
  /** What to add to a year of two digits first; absent where years have no more. */
  readonly century?: number;
  /** The names that locales give it. */
  readonly words: string;
};

/** The names of eras in the locales of CLDR 48, as {@link wordKey} writes them. A test compares them with the ICU that runs it. */
export const eras: readonly Era[] = [
  // Reiwa, since 2019.
  {
    calendar: "gregory",
    add: 2018,
    words: `
    r reiva reiwa реива рэйва ر रेइवा เรวะ ရေးဝႃႇ 令和 레이와 𞤪
    `,
  },
  // Heisei, until 2019.
  {
    calendar: "gregory",
    add: 1988,
    words: `
    h haisei heisei хаисеи хэйсэй эпохахэйсэй ه हेईसेई เฮเซ ႁေးသီႇ 平成 헤이세이 𞤸
    `,
  },
  // Buddhist.
  {
    calendar: "gregory",
    add: -543,
    century: 2500,
    words: `
    amzervezhvoudaek bd be bg bk eb rb бе бс تقویمبودایی इसपू बौद्धसंवत ਈਪੂ พศ พุทธศักราช ພສ ပသ 佛历 佛曆
    불기 𞤺𞤦
    `,
  },
  // Minguo.
  {
    calendar: "gregory",
    add: 1911,
    century: 100,
    words: `
    minguo minguokoledar miņgo mínguó rc rdc rdt republiksina rk roc мингуо рйр рк تقویممینگو
    جمهوريةالصي جمہوریہچین مىنگو मिंगू মিঙ্গুয়া ਮਿੰਗ આરઓસી ಮಿಂಗೋ മിംഗ്വോ ไต้หวัน ထၢႆႇဝၢၼ်း 民国 民國 중화민국
    𞤥𞤭𞤲𞤺𞤵𞤮
    `,
  },
  // Anno Persico.
  {
    calendar: "persian",
    add: 0,
    century: 1400,
    words: `
    ap forsiy persgads sh ап персгод хх ش هش ปีเปอร์เซีย ປີເປີເຊຍ ပီပႃႇသျႃး 波斯历 波斯曆 𞤢𞤨
    `,
  },
  // Anno Hegirae.
  {
    calendar: "islamic-umalqura",
    add: 0,
    century: 1400,
    words: `
    ah e eh h hicri hicrî hijri hijriy hs mf saʻnahizjria εε ах сана хж хх הגרה ه هـ هق ھىجرىيە ہجری
    हिव যুগ ഹിജറ ฮศ ပႁ 伊斯兰历 伊斯蘭曆 𑄡𑄪𑄇𑄴 𞤩𞤬
    `,
  },
];
