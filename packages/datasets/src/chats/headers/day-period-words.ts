/**
 * The day periods of all locales of CLDR 48, and of older releases and other tables, as {@link wordKey} writes them. They are words for the hours
 * before noon and for those from noon on. A test compares them with the locales of the ICU that runs it.
 */
export const beforeNoonWords = `
  1ka a aamupäivällä adduha ag am an antaŭtagmeze ap atm bn comme de dinda dop dopoledne
  dopoludnia dopołedniŏ délelőtt fh fm fyrirhádegi förmiddag förmiddags gh goöň hh ib ibikɛ̂glà
  icheheavo idiɓa isuk kangama ki kiroko kiɛmɛ́ɛm krn kíkíríg lumalwak lwamilawu m ma makeo maná
  mbaʼámbaʼ mbaꞌmbaꞌ moies muhi munkyo nd ntufat ntɔ́ngɔ́ nụtụtụ od pagi pamilau paradite pd pg
  priekšp priešpiet prijepodne prp rn rw rũ sa sf sub subaka subbaahi sáng sárúwá taparachu tesiran
  tifawt to too uluchelo utuko vm vorm vormittags wd wichishu yb zdatazal zmu àárɔ̀ àárọ̀ öö
  ĩyakwakya ŋdi ǁgoagas ɛnkakɛnyá πμ ам дообід дообіду дополудня дп ку лп предиобяд преподне претпл
  претпладне пријеподне проб пробяд тд то тң утра эи үө לפנהצ פֿאַרמיטאָג ئە بن تد ص صباحا صبح غم ق
  قبلازظهر قظ پ پن چب ܩܛ ߛ एएम पूर्व पूर्वाह्न फुं भोर भ्यागा सवेर নুমাং পূর্বাহ্ণ পূর্বাহ্ন
  পূৰ্বাহ্ন ਪੂਦੁ પૂર્વાહ્ન ଏଏମ ପୂର୍ବାହ୍ନ முப முற்பகல் ఎఎమ్ పూర్వాహ్నం ಪೂರ್ವಾಹ್ನ പൂമ രാവിലെ පෙව
  ก่อนเที่ยง ກ່ອນທ່ຽງ སྔཆ སྔདྲོ တၸ နံနက် ቅቀ ጥዋት ᐊᒼ ព្រឹក ⵜⵉⴼⴰⵡⵜ ごぜん 上昼 上晝 午前 ꎸꄑ ꮜꮎꮄ 오전 𞤢𞤰
`;

/** Words for the hours from noon on. Finnish "ip." is among them; in Inari Sami, the same word is for the hours before noon. */
export const afternoonWords = `
  2ja ak akasuba aluula anw ch chilo chiều cɛɛ́nko dilolo du délután ea eb ebongi ebyámu eftermiddag
  eftermiddags eftirhádegi eh eigulo em ep f fi gd gm gosoň hwaĩinĩ ichamthi iltapäivällä in ip
  iɓugajɔp kikiiɗe kingoto kisɛ́ndɛ koosk kugú kyiukonyi lilli lk lumalwap mbasdite mchochill md mo
  mpókwa muu nabalị nachm nachmittags nam ncwònzém ngo ngəgógəle nm nom nomë nomëttes ntmeddit
  nyiaghuo odp odpoledne ot p pamunyi pashamihe petang pm pn pop popiet popodne popoludní popołedniu
  posttagmeze ptg ptm pēcp tadggwat teipa tk tŋ ut wb wengi wótp yh ym zaarikayb zmw ös ĩyawĩoo
  ŋkambɔ́tnji ũg ǃuias ɔ̀sán ɛndámâ ɣetrɔ μμ кх пм пообіді попл попладне поподне пополудни пп
  післяполудня следобед следобяд слоб тк эк үх אחהצ נאָכמיטאָג بظ بعدازظهر تك د دن شام غو م مساء چ چك
  ܒܛ ߥ अपराह्न दपेहरासंजा पीएम बेलासे सञ सांझ অপরাহ্ণ অপরাহ্ন অপৰাহ্ন ਬਾਦੁ અપરાહ્ન ଅପରାହ୍ନ ପିଏମ பிப
  பிற்பகல் అపరాహ్నం పిఎమ్ ಅಪರಾಹ್ನ അമ വൈകുന്നേരം පව หลังเที่ยง ຫຼັງທ່ຽງ ཕྱིཆ ཕྱིདྲོ ညနေ တလ ከሰዓት ድቀ ᐲᒼ
  ល្ងាច ḍeffiraza ọ̀sán ⵜⴰⴷⴳⴳⵡⴰⵜ ごご 下昼 下晝 午後 ꁯꋒ ꮢꭿᏹꭲ 오후 𞤩𞤰
`;

/**
 * Words for other parts of the day, by their hours: from the first to before the second, which may be after midnight. They are those of CLDR 48, over
 * all its locales.
 */
export const partsOfDay: Readonly<Record<string, string>> = {
  "0-1": `
    tengahmalam فيالمساء نیمهشب මැදියමටපසු
  `,
  "0-4": `
    enatës gajanɩ gecə ночі ноќе
  `,
  "0-5": `
    dienag nachts omnatten znacht
  `,
  "0-6": `
    aðnóttu damadrugada delamadrugada dinotte entathakusa goizald goizaldeko kurãge matinada naktis natt
    ngumaga pitunaetéramẽ pånatta pånatten snachts գիշերը գիշերվա በሌሊት 凌晨
  `,
  "0-12": `
    ankstāinan antemidí banhaet delamañana delmatin dopołdnja dumat dumatin fọmọ́nin günortadanöň
    hengihengi hoseng inthemorning iđitbeaivet karoon leebi mambia matin piopensuno safiya
    uhrvörmiddaachs vaasisu ybore ӕмбисбоныразмӕ اےایم صبحمنجهند چۈشتىنبۇرۇن तडके सबेरे এএম တွၼ်ႈၸဝ်ႉ ᐁᒼ
    នៅពេលព្រឹក ᱥᱮᱛᱟᱜ 上午
  `,
  "1-3": `
    ليلاً
  `,
  "1-4": `
    بامداد
  `,
  "1-6": `
    පාන්දර
  `,
  "3-5": `
    அதிகாலை
  `,
  "3-6": `
    לפנותבוקר فجرًا فيالصباح പുലർച്ചെ 아침
  `,
  "4-5": `
    fɔŋli
  `,
  "4-6": `
    hajnal sübh पहाट ভোর ভোরবেলায় 𑄛𑄧𑄖𑄳𑄠𑄃𑄟𑄧𑄣𑄳𑄠𑄬
  `,
  "4-7": `
    alfajiri asʊbaa
  `,
  "4-9": `
    emëngjesit r ráno 清晨
  `,
  "4-10": `
    наутро
  `,
  "4-11": `
    сутринта
  `,
  "4-12": `
    ujutro πρωί τοπρωί ранку صبحمیں बिहान सकाळ सकाळीं सुबह ਸਵੇਰੇ સવારે 早上 朝
  `,
  "5-10": `
    aamulla morgens ommorgenen påmorg påmorgonen
  `,
  "5-12": `
    ammorge dieoggend dimineața hommikul காலை ຕອນເຊົ້າ დილ დილით
  `,
  "6-9": `
    reggel
  `,
  "6-10": `
    ekuseni morg påmorgenen rano zjut zjutraj
  `,
  "6-11": `
    ertalab sabah
  `,
  "6-12": `
    aðmorgni damanhã damañá dimattina goizeko jutro kusãgki kuêmaramẽ madalingaraw matí norīta rytas
    sochtends səhər ujutru таңғы ујутру эртеңменен өглөө առավոտյան בבוקר בוקר صباحًا সকাল সকালবেলায় ఉదయం
    ಬೆಳಗ್ಗೆ උදේ ในตอนเช้า 𑄝𑄬𑄚𑄳𑄠𑄬
  `,
  "7-12": `
    asubuhi gajaka
  `,
  "8-12": `
    朝早
  `,
  "9-12": `
    dopol eparadites
  `,
  "10-12": `
    aamup dopoldan form omformiddagen przedpołudniem påformiddagen påförm påförmiddagen
  `,
  "10-13": `
    emini
  `,
  "10-16": `
    siang
  `,
  "11-12": `
    öğledenönce
  `,
  "11-14": `
    наобяд
  `,
  "11-15": `
    中午
  `,
  "11-18": `
    kunduzi
  `,
  "12-13": `
    adhuhuri amiază canoldydd delmediodía domediodía dél emesditës günorta hádegi iandéarapyturepé keskip
    keskipäivällä keskpäeval kurãkuju laamiază meiodia mezzogiorno midday midi migdia mittags napol
    napoludnie noon opold opoldne perpiet podne pol poledne pusd pusdienlaikā saasitazamchana
    tanghalingtapat tr trưa tushpayti wpołudnie öğle напладне подне полд полдень түскі чактүш үддунд
    կեսօր կեսօրին ظهر ظهرًا मध्यान्ह நண்பகல் ഉച്ച මධ්යාහ්නය เที่ยง ຕອນທ່ຽງ မွန်းတည့် შუადღ შუადღეს ቀትር
    ថ្ងៃត្រង់ 正午 ꭲꭶ 정오
  `,
  "12-14": `
    eguerd eguerdiko tengahhari zmittag ŋdɔ
  `,
  "12-16": `
    gɩshilikɔnɔ בצהריים צהריים دوپہر دوپہرمیں दनपार दनपारां दोपहर দুপুর দুপুরবেলায় ਦੁਪਹਿਰੇ બપોરે
    𑄘𑄨𑄝𑄪𑄎𑄳𑄠
  `,
  "12-17": `
    μεσημ τομεσημέρι
  `,
  "12-18": `
    diemiddag etterm omeftermiddagen påefterm påeftermiddagen påettermiddagen smiddags дня మధ్యాహ్నం
    ಮಧ್ಯಾಹ್ನ
  `,
  "12-24": `
    banringzgvaq delatarde desira eahketbeaivet efiafi fọívnin günortadansoň kooskoliny makaaripi mog
    nabali papussideinan pipinisuno popołdnju posmidí shwane thapama uhrnommendaachs wótpołdnja yamma
    ӕмбисбоныфӕстӕ منجهندشام پیایم چۈشتىنكېيىن दपैहरबाद सांम পিএম တွၼ်ႈလႃႈ ᱧᱤᱫᱟᱹ 下午
  `,
  "13-14": `
    மதியம் ഉച്ചയ്ക്ക് දවල්
  `,
  "13-16": `
    mchana nghapon अपरान्ह दुपार บ่าย ຕອນບ່າຍ နေ့လယ် 昼
  `,
  "13-17": `
    gündüz
  `,
  "13-18": `
    aprèsmidi delaprèsmidi delpomeriggio dipomeriggio dupăamiaza epasdites iltap intheafternoon popietė
    popod popol popoldan popołudniu poslijepodne pärastlõunal pēcpusd pēcpusdienā síðdegis yprynhawn
    öğledensonra түстенкейінгі түштөнкийин өдөр ցերեկը ցերեկվա بعدالظهر ნაშუადღ ნაშუადღევს នៅពេលរសៀល
  `,
  "13-19": `
    karukaramẽ ntambama rãkãnhkỹ tarda بعدازچاشت عصر
  `,
  "13-21": `
    datarde
  `,
  "13-24": `
    ꮢꭿᏹꭲꮧꮲ
  `,
  "14-15": `
    ഉച്ചതിരിഞ്ഞ്
  `,
  "14-18": `
    amnamittag හවස
  `,
  "14-19": `
    arrats arratsaldeko
  `,
  "15-18": `
    sore
  `,
  "15-21": `
    傍晚
  `,
  "16-18": `
    אחרהצהריים سہپہر বিকাল மாலை ในตอนเย็น 𑄝𑄬𑄣𑄳𑄠𑄬
  `,
  "16-19": `
    jioni साँझ 夕方
  `,
  "16-20": `
    gɩteŋshile शाम सांज सांजे સાંજે ຕອນແລງ
  `,
  "16-21": `
    संध्याकाळ ਸ਼ਾਮੀਂ
  `,
  "16-24": `
    nggabi
  `,
  "17-19": `
    axşamüstü
  `,
  "17-20": `
    απόγ τοαπόγευμα
  `,
  "17-29": `
    晚上
  `,
  "18-19": `
    akşamüstü സന്ധ്യ
  `,
  "18-20": `
    شاممیں সন্ধ্যা সন্ধ্যাবেলায় 𑄥𑄎𑄧𑄚𑄳𑄠
  `,
  "18-21": `
    este fiẽ intheevening navečer tối uveče veče wieczorem кечинде кешкі орой увече அந்திமாலை సాయంత్రం
    ಸಂಜೆ ค่ํา საღ საღამოს នៅពេលល្ងាច 저녁
  `,
  "18-22": `
    kechqurun seara več večer zveč zvečer вечера вечерта בערב ערב
  `,
  "18-23": `
    illalla vakarā õhtul
  `,
  "18-24": `
    abends aðkvöldi dieaand disera dusoir embrëmjes kveld malam omaftenen påkvelden påkvällen savonds
    soir vakaras yrhwyr zaabig вечора навечер երեկոյան مساءً රෑ በምሽት
  `,
  "19-21": `
    akşam iluntz iluntzeko vespre
  `,
  "19-22": `
    बेलुकी
  `,
  "19-23": `
    夜
  `,
  "19-24": `
    axşam danoite ebusuku kutykỹ pitunaramẽ شب ည 夜晚
  `,
  "19-27": `
    രാത്രി
  `,
  "19-28": `
    usiku
  `,
  "20-24": `
    delanoche gɩjibɔŋɔ
  `,
  "20-28": `
    βράδυ τοβράδυ رات راتمیں रात राती রাত্রি রাত্রিবেলায় રાત્રે 𑄢𑄬𑄖𑄴
  `,
  "20-29": `
    ກາງຄືນ ຕອນກາງຄືນ
  `,
  "21-24": `
    atnight gaueko nit នៅពេលយប់
  `,
  "21-27": `
    இரவு 밤
  `,
  "21-28": `
    ponoći zã éjjel đêm रात्र ਰਾਤੀਂ
  `,
  "21-29": `
    ღამ ღამით
  `,
  "21-30": `
    gece noću wnocy ноћу түнгі түничинде шөнө రాత్రి ರಾತ್ರಿ กลางคืน 半夜 深夜
  `,
  "22-27": `
    בלילה לילה
  `,
  "22-28": `
    vn vnoci ночи презнощта
  `,
  "22-29": `
    noaptea
  `,
  "22-30": `
    kechasi ponoči
  `,
  "23-28": `
    夜中
  `,
  "23-29": `
    yöllä öösel
  `,
  "23-30": `
    naktī
  `,
};
