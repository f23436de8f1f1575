/** What WhatsApp writes into an export in one language, without the full stop at the end. Each field has several texts, separated by `|`. */
export type MarkerWords = {
  /** Replace media that were left out, with or without angle brackets. */
  readonly omitted?: string;
  /** In parentheses after the name of an attached file (Android), or in angle brackets, with a colon, before it (iOS). */
  readonly attached?: string;
  /** Replace a deleted message. */
  readonly deleted?: string;
  /** In angle brackets after the text of an edited message. */
  readonly edited?: string;
  /** Begin the note of a call. */
  readonly calls?: string;
};

/**
 * Markers by language, collected from exports and from the tables of open-source parsers: the format of exports has no specification. Portuguese and Chinese
 * have the words of all their regions.
 */
export const markerWords: Readonly<Record<string, MarkerWords>> = {
  af: {
    omitted: "Media weggelaat",
    attached: "lêer aangeheg",
    deleted: "Hierdie boodskap was uitgevee|Jy het boodskap uitgevee",
  },
  ar: {
    omitted:
      "لم يتم إدراج الصورة|لم يتم إدراج الفيديوهات|لم يتم إدراج المقاطع الصوتية|لم يتم إدراج بطاقة جهة اتصال|تم حذف الملصقات|لم يتم إدراج صورة GIF|لم يتم إدراج المستند|تم استبعاد الوسائط|ملفات مفقودة",
    attached: "الملف مرفق|المُرفق",
    deleted: "تم حذف هذه الرسالة|لقد حذَفت هذه الرسالة|أنت حذفت هذه الرسالة",
    edited: "تم تعديل هذه الرسالة",
    calls: "مكالمة صوتية فائتة|مكالمة فيديو فائتة|مكالمة صوتية|مكالمة فيديو",
  },
  az: {
    omitted: "Media çıxarılmışdır",
    attached: "fayl əlavə olunub",
    deleted: "Bu ismarıc silindi|Siz bu ismarıcı sildiniz",
  },
  bg: {
    omitted: "Без файл",
    attached: "прикачен файл",
    deleted: "Съобщението беше изтрито|Изтрихте това съобщение",
    calls: "Пропуснато гласово обаждане|Пропуснато видео обаждане",
  },
  bn: {
    omitted:
      "ইমেজ বাদ দেওয়া হয়েছে|ভিডিও বাদ দেওয়া হয়েছে|অডিও বাদ দেওয়া হয়েছে|পরিচিতির কার্ড বাদ দেওয়া হয়েছে|স্টিকার বাদ দেওয়া হয়েছে|জিআইএফ বাদ দেওয়া হয়েছে|ডকুমেন্ট বাদ দেওয়া হয়েছে|মিডিয়া বাদ দেওয়া হয়েছে",
    attached: "ফাইল সংযুক্ত হয়েছে",
    deleted:
      "এই মেসেজটি বাদ দেওয়া হয়েছে|এই বার্তাটি মুছে ফেলা হয়েছে|আপনি এই মেসেজটি বাদ দিয়েছেন|আপনি এই বার্তাটি মুছে ফেলেছেন",
    calls: "ভয়েস কল মিস করেছেন|ভিডিও কল মিস করেছেন|মিসড ভয়েস কল",
  },
  ca: {
    omitted:
      "Imatge omesa|vídeo omès|Àudio omès|Targeta de contacte omesa|adhesiu omès|GIF omès|Document omès|Mitjans omesos",
    attached: "arxiu adjunt|adjunt",
    deleted:
      "Aquest missatge està esborrat|Has suprimit aquest missatge|Has esborrat aquest missatge|Aquest missatge s'ha suprimit",
    edited: "Aquest missatge s'ha editat",
    calls: "Trucada de veu perduda|Videotrucada perduda|Trucada de vídeo perduda",
  },
  cs: {
    omitted:
      "obrázek vynechán|video vynecháno|zvukový soubor vynechán|Vizitka vynechána|nálepka vynechána|GIF vynechán|dokument vynechán|Média vynechána|Média vynechány",
    attached: "soubor byl přiložen|příloha",
    deleted:
      "Tato zpráva byla odstraněna|Tuto zprávu jste smazal/a|Tuto zprávu jste odstranil/a|Tato zpráva byla smazána",
    edited: "Tato zpráva byla upravena",
    calls: "Zmeškaný hovor|Zmeškaný hlasový hovor|Zmeškaný videohovor",
  },
  da: {
    omitted:
      "billede udeladt|video udeladt|lyd udeladt|Kontaktkort udeladt|klistermærke udeladt|GIF udeladt|dokument udeladt|Mediefil udeladt|Medier udeladt",
    attached: "fil vedhæftet|vedhæftet",
    deleted:
      "Denne besked blev slettet|Du har slettet denne besked|Du slettede denne besked|Denne besked er blevet slettet",
    edited: "Denne besked blev redigeret|Beskeden blev redigeret",
    calls: "Ubesvaret taleopkald|Ubesvaret videoopkald|Mistet opkald",
  },
  de: {
    omitted:
      "Bild weggelassen|Video weggelassen|Audio weggelassen|Kontaktkarte ausgelassen|Sticker weggelassen|GIF weggelassen|Dokument weggelassen|Medien weggelassen|Medien fehlen|Medien ausgeschlossen|Videonachricht weggelassen|Kontaktkarte weggelassen|Archiv weggelassen",
    attached: "Datei angehängt|angehängt|Anhang",
    deleted: "Diese Nachricht wurde gelöscht|Du hast diese Nachricht gelöscht",
    edited: "Diese Nachricht wurde bearbeitet",
    calls: "Verpasster Sprachanruf|Verpasster Videoanruf|Verpasster Gruppenanruf|Sprachanruf|Videoanruf",
  },
  el: {
    omitted:
      "εικόνα παραλείφθηκε|βίντεο παραλείφθηκε|ήχος παραλείφθηκε|Η κάρτα επαφής παραλήφθηκε|αυτοκόλλητο παραλήφθηκε|Παράληψη GIF|έγγραφο παραλείφθηκε|Εξαίρεση πολυμέσων",
    attached: "συνημμένο αρχείο|επισυνάφθηκε",
    deleted: "Αυτό το μήνυμα διαγράφηκε|Διαγράψατε αυτό το μήνυμα|Διαγράψατε το μήνυμα",
    edited: "Αυτό το μήνυμα τροποποιήθηκε",
    calls: "Αναπάντητη φωνητική κλήση|Αναπάντητη βιντεοκλήση|Αναπάντητη κλήση",
  },
  en: {
    omitted:
      "image omitted|video omitted|audio omitted|Contact card omitted|sticker omitted|GIF omitted|document omitted|Media omitted|Media skipped|Multimedia omitted|video note omitted|video message omitted|view once message omitted|view once voice message omitted|live location shared|Poll omitted|album omitted",
    attached: "file attached|attached",
    deleted:
      "This message was deleted|You deleted this message|You deleted this message as admin|This message was deleted by admin",
    edited: "This message was edited",
    calls:
      "Missed voice call|Missed video call|Missed group voice call|Missed group video call|Voice call|Video call|Silenced voice call|Silenced video call|Group voice call|Group video call",
  },
  es: {
    omitted:
      "imagen omitida|Video omitido|audio omitido|Tarjeta de contacto omitida|sticker omitido|GIF omitido|documento omitido|Archivo omitido|Multimedia omitido|Archivo de multimedia omitido|Se omitió multimedia",
    attached: "archivo adjuntado|archivo adjunto|adjunto",
    deleted: "Se eliminó este mensaje|Este mensaje fue eliminado|Eliminaste este mensaje",
    edited: "Se editó este mensaje|Este mensaje fue editado",
    calls: "Llamada perdida|Llamada de voz perdida|Videollamada perdida|Llamada de voz|Videollamada",
  },
  et: {
    omitted: "Meedia ära jäetud",
    attached: "fail lisatud",
    deleted: "See sõnum on kustutatud|Kustutasid selle sõnumi",
    calls: "Vastamata häälkõne|Vastamata videokõne",
  },
  fa: {
    omitted:
      "تصویر حذف شد|ویدیو حذف شد|صدا حذف شد|برگ مخاطب حذف شد|استیکر حذف شد|GIF حذف شد|سند حذف شد|پيوست نما/آهنگ حذف شد",
    attached: "پیوست شد|پیوست",
    deleted: "این پیام حذف شد|شما این پیام را حذف کردید|این پیام حذف شده است",
    calls: "تماس صوتی پاسخ داده نشده|تماس تصویری بی‌پاسخ|تماس تصویری پاسخ داده نشده",
  },
  fi: {
    omitted:
      "ei kuvaa|videota ei sisällytetä|äänitiedostoa ei sisällytetä|Yhteystietokortti jätettiin pois|tarraa ei sisällytetty|GIF-animaatio jätetty pois|dokumenttia ei sisällytetä|Media jätetty pois",
    attached: "liitetiedosto|liite",
    deleted: "Tämä viesti poistettiin|Poistit tämän viestin",
    edited: "Tätä viestiä muokattiin",
    calls: "Vastaamaton äänipuhelu|Vastaamaton videopuhelu|Äänipuhelu|Videopuhelu",
  },
  fil: {
    omitted: "Walang kalakip na media",
    attached: "nakalakip na file",
    deleted: "Itong mensahe ay binura na|Binura mo itong mensahe",
  },
  fr: {
    omitted:
      "image absente|vidéo absente|audio omis|Fiche contact manquante|sticker omis|GIF retiré|document manquant|Fichier omis|Média manquante|Médias omis|Médias absents|image omise|vidéo omise|document omis|vidéo manquante|GIF omis",
    attached: "fichier joint|pièce jointe",
    deleted: "Ce message a été supprimé|Vous avez supprimé ce message",
    edited: "Ce message a été modifié|Message modifié",
    calls: "Appel vocal manqué|Appel vidéo manqué|Appel vocal|Appel vidéo",
  },
  ga: {
    omitted:
      "íomhá ligthe ar lár|físeán ligthe ar lár|comhad fuaime ar lár|Cárta teagmhála ar lár|fágadh an greamán ar lár|GIF ligthe ar lár|cáipéis ligthe ar lár",
    attached: "ceangailte",
    deleted: "Scrios tú an teachtaireacht seo|Scriosadh an teachtaireacht seo",
  },
  gu: {
    omitted:
      "છબી પડતી મૂકાઈ|વિડિયો પડતી મુકાઈ|ઓડિયો ફાઇલ શામેલ કરી નથી|સંપર્કનું કાર્ડ પડતું મૂકાયું|સ્ટીકર પડતું મુકાયું|GIF પડતી મૂકાઈ|ડોક્યુમેન્ટ સામેલ કર્યું નહિ|મીડિયા અવગણાયું",
    attached: "ફાઇલ જોડાયેલ|જોડાયેલ",
    deleted: "આ સંદેશ રદ્દ કરાયો|તમે આ મેસેજ ડિલીટ કર્યો|તમે આ સંદેશને રદ્દ કર્યો|આ મેસેજ ડિલીટ કરાયો",
    calls: "છૂટી ગયેલ વિડિયો કૉલ|છૂટી ગયેલો વોઇસ કૉલ",
  },
  he: {
    omitted:
      "התמונה הושמטה|סרטון הווידאו הושמט|קטע קול הושמט|כרטיס איש קשר הושמט|סטיקר הושמט|GIF הושמט|מסמך הושמט|מדיה הושמטה|מדיה הושמט|המדיה הוסרה|המדיה לא נכללה",
    attached: "קובץ מצורף|מצורף",
    deleted: "הודעה זו נמחקה|מחקת את ההודעה הזו|מחקת הודעה זו",
    edited: "הודעה זו נערכה|ההודעה נערכה",
    calls: "שיחה קולית שלא נענתה|שיחת וידאו שלא נענתה|שיחה קולית|שיחת וידאו",
  },
  hi: {
    omitted:
      "फ़ोटो हटाई गई|वीडियो छोड़ा गया|ऑडियो हटाई गयी|कॉन्टैक्ट कार्ड छोड़ा गया|स्टिकर छोड़ा गया|GIF छोड़ा गया|डॉक्यूमेंट छोड़ा गया|मीडिया के बिना",
    attached: "फाइल अटैच कर दी गई है|अटैच किया गया",
    deleted:
      "यह संदेश मिटाया गया|आपने यह मैसेज डिलीट किया|आपने यह संदेश मिटाया|यह मैसेज डिलीट कर दिया गया है|यह मैसेज डिलीट किया गया",
    edited: "यह मैसेज एडिट किया गया",
    calls: "वॉइस कॉल मिस हुई|मिस्ड वॉइस कॉल|मिस्ड वीडियो कॉल",
  },
  hr: {
    omitted:
      "slika izostavljena|video izostavljen|zvuk izostavljen|Posjetnica izostavljena|naljepnica izostavljena|GIF izostavljen|dokument izostavljen|Medijski zapis izostavljen|Mediji izostavljeni",
    attached: "datoteka u privitku|priloženo",
    deleted: "Ova poruka je izbrisana|Izbrisali ste ovu poruku|Ova je poruka izbrisana",
    calls: "Propušteni glasovni poziv|Propušteni videopoziv",
  },
  hu: {
    omitted:
      "kép küldése sikertelen|Videó kihagyva|Hang kihagyása|Névjegykártya kihagyva|matrica kihagyva|GIF fájl kihagyása|dokumentum kihagyva|Hiányzó médiafájl",
    attached: "fájl csatolva|csatolva",
    deleted: "Ez az üzenet törlésre került|Ezt az üzenetet törölted|Törölted ezt az üzenetet",
    edited: "Ezt az üzenetet szerkesztették",
    calls: "Nem fogadott hanghívás|Nem fogadott videohívás|Nem fogadott videóhívás",
  },
  id: {
    omitted:
      "gambar tidak disertakan|video tidak disertakan|audio tidak disertakan|Kartu kontak tidak disertakan|stiker tidak disertakan|GIF tidak disertakan|dokumen tidak disertakan|Media tidak disertakan",
    attached: "file terlampir|terlampir",
    deleted:
      "Pesan ini telah dihapus|Anda menghapus pesan ini|Anda telah menghapus pesan ini|Pesan ini dihapus",
    edited: "Pesan ini diedit|Pesan ini telah diedit",
    calls: "Panggilan suara tak terjawab|Panggilan video tak terjawab|Panggilan suara|Panggilan video",
  },
  it: {
    omitted:
      "immagine omessa|video omesso|audio omesso|Scheda contatto omessa|sticker non incluso|GIF esclusa|documento omesso|Media omesso|Media mancante|Media omessi|Media esclusi",
    attached: "file allegato|allegato",
    deleted: "Questo messaggio è stato eliminato|Hai eliminato questo messaggio",
    edited: "Questo messaggio è stato modificato",
    calls: "Chiamata vocale persa|Videochiamata persa|Chiamata vocale|Videochiamata",
  },
  ja: {
    omitted:
      "画像は含まれていません|ビデオは含まれていません|音声は含まれていません|連絡先カードを省略|スタンプは含まれていません|GIFは含まれていません|ドキュメントは含まれていません|メディアは含まれていません|メディアなし",
    attached: "添付ファイル有り|添付ファイル",
    deleted: "このメッセージは削除されました|このメッセージを削除しました",
    edited: "このメッセージは編集されました",
    calls: "音声通話不在着信|ビデオ通話不在着信|不在着信|音声通話|ビデオ通話",
  },
  kk: {
    omitted: "Файл қосылған жоқ",
    attached: "қосымша файл",
    deleted: "Бұл хат жойылды|Сіз бұл хатты жойдыңыз",
  },
  kn: {
    omitted: "ಮೀಡಿಯಾ ಕೈಬಿಡಲಾಗಿದೆ",
    attached: "ಕಡತ ಸೇರಿಸಲಾಯಿತು",
    deleted: "ಈ ಸಂದೇಶವು ಅಳಿಸಲ್ಪಟ್ಟಿದೆ|ನೀವು ಈ ಸಂದೇಶವನ್ನು ಅಳಿಸಿದ್ದೀರಿ",
  },
  ko: {
    omitted:
      "이미지 생략됨|비디오 생략됨|오디오 생략됨|연락처 카드 생략됨|스티커 제외됨|GIF 생략됨|문서 생략됨|미디어 파일을 생략한 대화내용|미디어 파일 제외됨",
    attached: "파일 첨부됨|첨부됨",
    deleted: "이 메시지는 삭제되었습니다|삭제한 메시지입니다|이 메시지를 삭제했습니다",
    edited: "이 메시지는 수정되었습니다",
    calls: "부재중 전화|부재중 영상통화|음성통화|영상통화",
  },
  lt: {
    omitted: "Praleistas medijos turinys",
    attached: "byla prisegta",
    deleted: "Ši žinutė buvo ištrinta|Jūs ištrynėte šią žinutę",
    calls: "Praleistas balso skambutis|Praleistas video skambutis",
  },
  lv: {
    omitted: "Bez multivides",
    attached: "pievienots fails",
    deleted: "Šī ziņa tika izdzēsta|Jūs izdzēsāt šo ziņu",
    calls: "Neatbildēts balss zvans|Neatbildēts video zvans",
  },
  mk: {
    omitted: "Без фајл",
    attached: "прикачен фајл",
    deleted: "Оваа порака беше избришана|Ја избриша оваа порака",
  },
  ml: {
    omitted: "മീഡിയ ഒഴിവാക്കി",
    attached: "ഫയൽ ചേർത്തു",
    deleted: "ഈ സന്ദേശം ഇല്ലാതാക്കിയതാണ്|ഈ സന്ദേശം നിങ്ങൾ ഇല്ലാതാക്കി",
  },
  mr: {
    omitted: "इमेज वगळली|व्हिडीओ वगळला|ऑडिओ वगळला|संपर्क कार्ड वगळले|स्टिकर वगळले|GIF वगळले|डॉक्युमेंट वगळले|मीडिया वगळले",
    attached: "फाइल संलग्न|संलग्न केले",
    deleted: "हा संदेश हटविण्यात आला होता|तुम्ही हा मेसेज हटवला|आपण हा संदेश हटविलात|हा मेसेज हटवण्यात आला",
    calls: "मिस्ड व्हॉइस कॉल|मिस्ड व्हिडिओ कॉल",
  },
  ms: {
    omitted:
      "imej tidak dimasukkan|video tidak dimasukkan|audio tidak dimasukkan|Kad kenalan tidak dimasukkan|pelekat tidak disertakan|GIF tidak dimasukkan|dokumen tidak dimasukkan|Media disingkirkan",
    attached: "fail dilampirkan|dilampir",
    deleted: "Mesej ini telah dipadam|Anda telah memadamkan mesej ini",
    calls: "Panggilan suara terlepas|Panggilan video terlepas",
  },
  nb: {
    omitted:
      "bilde ikke inkludert|video utelatt|lyd utelatt|Kontaktkort sløyfet|klistremerke utelatt|GIF utelatt|utelatt dokument|Uten vedlegg|media utelatt|Mediefil utelatt",
    attached: "vedlagt fil|vedlagt",
    deleted: "Denne meldingen ble slettet|Du slettet denne meldingen",
    edited: "Denne meldingen ble redigert",
    calls: "Tapt taleanrop|Tapt videoanrop|Taleanrop|Videoanrop",
  },
  nl: {
    omitted:
      "afbeelding weggelaten|video weggelaten|audio weggelaten|Visitekaartje weggelaten|sticker weggelaten|GIF weggelaten|document weggelaten|Media weggelaten|videobericht weggelaten",
    attached: "bestand bijgevoegd|bijgevoegd",
    deleted: "Dit bericht is verwijderd|U hebt dit bericht verwijderd|Je hebt dit bericht verwijderd",
    edited: "Dit bericht is bewerkt",
    calls:
      "Gemist spraakgesprek|Gemist videogesprek|Gemiste spraakoproep|Gemiste video-oproep|Spraakoproep|Video-oproep",
  },
  pa: {
    omitted: "ਮੀਡੀਆ ਛੱਡਿਆ ਗਿਆ",
    attached: "ਅਟੈਚ ਕੀਤੀ ਫਾਇਲ",
    deleted: "ਇਸ ਸੁਨੇਹੇ ਨੂੰ ਹਟਾਇਆ ਗਿਆ|ਤੁਸੀਂ ਇਹ ਸੁਨੇਹਾ ਹਟਾਇਆ",
  },
  pl: {
    omitted:
      "obraz pominięty|wideo pominięte|audio pominięte|Pominięta wizytówka kontaktu|pominięto naklejkę|Plik GIF pominięty|dokument pominięty|pliki pominięto|Pominięto multimedia|multimedia pominięte",
    attached: "załączony plik|plik załączony|załączono|załączony",
    deleted:
      "Ta wiadomość została usunięta|Usunąłeś(-ęłaś) tę wiadomość|Usunąłeś(aś) tę wiadomość|Usunięto tę wiadomość",
    edited:
      "Ta wiadomość została zmieniona|Wiadomość edytowana|Ta wiadomość została edytowana|Edytowano tę wiadomość",
    calls:
      "Nieodebrane połączenie głosowe|Nieodebrane połączenie wideo|Nieodebrane poł. głosowe|Nieodebrane poł. wideo|Połączenie głosowe|Połączenie wideo",
  },
  pt: {
    omitted:
      "imagem não revelada|imagem ocultada|vídeo não revelado|vídeo omitido|ficheiro de áudio não revelado|áudio ocultado|Contacto não revelado|Cartão do contato omitido|sticker não revelado|figurinha omitida|GIF não revelada|documento não revelado|Mídia omitida|Ficheiro não revelado|Mídia oculta|Arquivo de mídia oculto|imagem omitida|áudio omitido|documento omitido|GIF omitido|Ficheiro oculto|Multimédia oculta",
    attached: "arquivo anexado|ficheiro anexado|anexado|anexo",
    deleted:
      "Esta mensagem foi apagada|Esta mensagem foi apagada pelo remetente|Apagou esta mensagem|Mensagem apagada|Você apagou esta mensagem",
    edited: "Esta mensagem foi editada|Mensagem editada",
    calls:
      "Chamada de voz perdida|Chamada de vídeo perdida|Videochamada perdida|Ligação de voz perdida|Ligação de vídeo perdida|Chamada de voz|Chamada de vídeo|Ligação de voz|Ligação de vídeo",
  },
  ro: {
    omitted:
      "Imagine omisă|clip video omis|fără audio|Carte de vizită contact omisă|GIF omis|document omis|Conținut media omis|Media omise|Media omisă|sticker omis",
    attached: "fișier atașat|atașare",
    deleted: "Ați șters acest mesaj|Acest mesaj a fost șters",
    edited: "Acest mesaj a fost editat",
    calls: "Apel vocal ratat|Apel video ratat|Apel vocal nepreluat|Apel video nepreluat",
  },
  ru: {
    omitted:
      "изображение отсутствует|видео отсутствует|аудиофайл отсутствует|Карточка контакта отсутствует|стикер не добавлен|GIF отсутствует|документ отсутствует|Файл пропущен|Без медиафайлов|медиа пропущены",
    attached: "файл добавлен|прикреплено",
    deleted: "Данное сообщение удалено|Вы удалили это сообщение|Вы удалили данное сообщение",
    edited: "Данное сообщение изменено|Сообщение изменено|Это сообщение изменено",
    calls: "Пропущенный аудиозвонок|Пропущенный видеозвонок|Аудиозвонок|Видеозвонок",
  },
  sk: {
    omitted:
      "obrázok vynechaný|video vynechané|zvuk vynechaný|Karta kontaktu vynechaná|nálepka vynechaná|GIF vynechaný|dokument vynechaný|Médiá vynechané",
    attached: "súbor pripojený|príloha",
    deleted: "Táto správa bola odstránená|Túto správu ste odstránili",
    calls: "Zmeškaný hovor|Zmeškaný videohovor",
  },
  sl: {
    omitted: "Medij izpuščen",
    attached: "priložena datoteka",
    deleted: "To sporočilo je bilo izbrisano|To sporočilo ste izbrisali",
    calls: "Zgrešen klic",
  },
  sq: {
    omitted: "Pa media",
    attached: "skedë e ngjitur",
  },
  sr: {
    omitted: "медији су изостављени",
    attached: "прикачена датотека",
    deleted: "Ова порука је обрисана|Обрисао/ла си ову поруку",
    calls: "Пропуштен гласовни позив|Пропуштен видео позив",
  },
  sv: {
    omitted:
      "bild utesluten|video utesluten|ljud utelslutet|Kontaktkort uteslutet|sticker utesluten|GIF utesluten|dokument uteslutet|Media har utelämnats|Media utelämnat|media utesluten",
    attached: "bifogad fil|bifogat",
    deleted:
      "Detta meddelande raderades|Du har tagit bort meddelandet|Du raderade det här meddelandet|Du raderade detta meddelande|Det här meddelandet raderades",
    edited: "Det här meddelandet redigerades",
    calls: "Missat röstsamtal|Missat videosamtal|Röstsamtal|Videosamtal",
  },
  sw: {
    omitted: "Media imerukwa",
    attached: "faili limeambatanishwa",
    deleted: "Ujumbe huu ulifutwa|Umefuta ujumbe huu",
  },
  ta: {
    omitted: "ஊடகங்கள் நீக்கப்பட்டது",
    deleted: "இத்தகவல் திரும்பப்பெறப்பட்டது|இத்தகவலை தாங்கள் அழித்தீர்கள்",
  },
  te: {
    omitted: "మాధ్యమం విస్మరించబడింది",
    attached: "ఫైల్ జోడించబడినది",
  },
  th: {
    omitted: "ไม่มีรูปภาพ|วิดีโอถูกลบ|ไม่มีไฟล์เสียง|บัตรรายชื่อที่ละเว้น|ไม่มีสติกเกอร์|ละเว้น GIF|ละเว้นเอกสาร|สื่อถูกลบ|ไฟล์สื่อถูกลบ",
    attached: "ไฟล์ที่แนบ|แนบ",
    deleted: "ข้อความนี้ได้ถูกลบ|คุณได้ลบข้อความนี้|คุณลบข้อความนี้|ข้อความนี้ถูกลบแล้ว",
    calls: "สายที่ไม่ได้รับ|วิดีโอคอลที่ไม่ได้รับ|สายโทรวิดีโอที่ไม่ได้รับ",
  },
  tr: {
    omitted:
      "görüntü dahil edilmedi|video dahil edilmedi|ses dahil edilmedi|Kişi kartı dahil edilmedi|Çıkartma dahil edilmedi|GIF dahil edilmedi|belge dahil edilmedi|Medya atlanmış|Medya dahil edilmedi|Medya çıkarıldı|doküman dahil edilmedi",
    attached: "dosya ekli|dosya eklendi|eklendi",
    deleted: "Bu mesaj silindi|Bu mesajı sildiniz",
    edited: "Bu mesaj düzenlendi|Mesaj düzenlendi",
    calls: "Cevapsız sesli arama|Cevapsız görüntülü arama|Sesli arama|Görüntülü arama",
  },
  uk: {
    omitted:
      "зображення відсутнє|відео відсутнє|аудіо відсутнє|Картка контакту відсутня|Наклейку не додано|GIF-анімацію пропущено|документ пропущено|Медіа пропущено|Медіа відсутня",
    attached: "файл додано|додано",
    deleted: "Це повідомлення було видалено|Ви видалили це повідомлення",
    edited: "Це повідомлення було змінено|Це повідомлення змінено|Повідомлення змінено",
    calls: "Пропущений аудіодзвінок|Пропущений відеодзвінок|Аудіодзвінок|Відеодзвінок",
  },
  ur: {
    omitted:
      "تصویر نکال دی گئی ہے|ویڈیو نظرانداز|آڈیو نظرانداز|رابطہ کارڈ نظر انداز|اسٹیکر نظرانداز|GIF  نظرانداز|دستاویز نظرانداز|میڈیا چھوڑ دیا گیا",
    attached: "پیوستہ فائل|پیوستہ",
    deleted:
      "یہ پیغام حذف کیا گیا|آپ نے یہ میسج حذف کر دیا ہے|آپ نے اس پیغام کو حذف کیا|یہ میسج حذف کر دیا گیا ہے",
    calls: "مسڈ وائس کال|مسڈ ویڈیو کال",
  },
  uz: {
    omitted: "Fayl o‘tkazib yuborildi",
    attached: "fayl biriktirildi",
    deleted: "Ushbu xabar o‘chirildi|Siz ushbu xabarni o‘chirdingiz",
  },
  vi: {
    omitted:
      "đã bỏ qua hình ảnh|đã bỏ video|bỏ qua tệp âm thanh|Bỏ qua thẻ liên lạc|đã bỏ sticker|Đã bỏ qua ảnh GIF|đã bỏ qua tài liệu|Bỏ qua Media|bỏ qua tệp phương tiện",
    attached: "tệp đính kèm|đính kèm",
    deleted: "Tin nhắn này đã bị xoá|Bạn đã xóa tin nhắn này|Bạn đã xoá tin nhắn này|Tin nhắn này đã bị xóa",
    calls: "Cuộc gọi nhỡ|Cuộc gọi thoại nhỡ|Cuộc gọi nhỡ video|Cuộc gọi video nhỡ",
  },
  zh: {
    omitted:
      "圖片已略去|圖像已省略|照片已忽略|影片已略去|影片已省略|视频已忽略|音訊已略去|音訊已省略|音频已忽略|聯絡人卡片已略去|聯絡人卡片已省略|联系人卡片已忽略|貼圖已略去|貼圖已忽略|贴图已省略|GIF 已略去|GIF 圖片已被省略|GIF 动态图已被忽略|文件已略去|文件已忽略|文档已省略|忽略多媒體檔|省略多媒体文件|媒体文件已忽略|省略多媒體檔",
    attached: "附件檔案|文件附件|附件",
    deleted:
      "此訊息已刪除|这条消息已被删除|信息已删除|您已刪除此訊息|您已删除这条消息|您删除这个信息|此消息已删除|您删除了此消息",
    edited: "此訊息已編輯|此消息已编辑|这条消息已被编辑",
    calls:
      "未接語音通話|未接语音通话|未接視像通話|未接视频通话|未接視訊通話|語音通話|语音通话|視訊通話|视频通话",
  },
};
