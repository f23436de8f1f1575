/**
 * Parts of notices that stand before a colon in them, or are unlikely in messages, by language. They are needed only for notices that look like a message of
 * an author, such as "Ann added Bo: Plumber": a line without a colon is a notice in any language.
 */
const noticeParts: Readonly<Record<string, readonly string[]>> = {
  en: [
    ...["end-to-end encrypted", " added ", " removed ", " changed the subject", " changed the group "],
    ...[" changed this group's ", " changed their phone number", " changed to ", " joined using "],
    ...[
      " created group ",
      " created this group",
      " pinned a message",
      " turned on disappearing ",
      " requested to join",
    ],
    ...[
      " turned off disappearing ",
      "You're now an admin",
      "security code with ",
      " started a call",
      " started a video call",
    ],
    ...[" was added", " left the group", "Waiting for this message", "is a contact", " admin approval"],
  ],
  nl: [
    ...["end-to-end versleuteld", " heeft de groep ", " heeft het onderwerp ", " heeft de groepsafbeelding "],
    ...[
      "beveiligingscode voor ",
      " toegevoegd",
      " verwijderd uit",
      " heeft de groep verlaten",
      " is toegevoegd",
    ],
  ],
  de: [
    ...["Ende-zu-Ende-verschlüsselt", " hat die Gruppe ", " hat den Betreff ", " hat das Gruppenbild "],
    ...[
      "Sicherheitsnummer für ",
      " hinzugefügt",
      " entfernt",
      " wurde hinzugefügt",
      " hat die Beschreibung ",
    ],
  ],
  es: [
    ...["cifrados de extremo a extremo", " creó el grupo ", " cambió el asunto ", " cambió el ícono "],
    ...[
      "código de seguridad con ",
      " añadió a ",
      " agregó a ",
      " eliminó a ",
      " cambió la descripción",
      " salió del grupo",
    ],
  ],
  fr: [
    ...["chiffrés de bout en bout", " a créé le groupe ", " a modifié le sujet ", " a changé le sujet "],
    ...[
      "code de sécurité avec ",
      " a ajouté ",
      " a retiré ",
      " a supprimé ",
      " a modifié la description",
      " a quitté le groupe",
    ],
  ],
  it: [
    ...[
      "crittografati end-to-end",
      " ha creato il gruppo",
      " ha cambiato l'oggetto",
      " ha aggiunto ",
      " ha rimosso ",
    ],
    ...["codice di sicurezza con ", " ha modificato la descrizione", " ha abbandonato"],
  ],
  pt: [
    ...[
      "criptografia de ponta a ponta",
      "encriptadas ponto a ponto",
      " criou o grupo ",
      " adicionou ",
      " removeu ",
    ],
    ...[
      " mudou o nome do grupo",
      " mudou a descrição",
      " alterou o assunto",
      "código de segurança com ",
      " saiu do grupo",
    ],
  ],
  ru: [
    ...[
      "сквозным шифрованием",
      " создал группу",
      " создал(а) группу",
      " добавил(а) ",
      " добавил ",
      " удалил(а) ",
    ],
    ...[" изменил(а) тему", " изменил(а) описание", "код безопасности с "],
  ],
  uk: ["наскрізним шифруванням", " додав(ла) ", " створив(ла) групу", " змінив(ла) ", " вилучив(ла) "],
  pl: [
    ...[
      "szyfrowane end-to-end",
      "w pełni zaszyfrowane",
      " utworzył(a) grupę",
      " dodał(a) ",
      " dodała ",
      " dodał ",
    ],
    ...[" usunął(ęła) ", " zmienił(a) temat", " zmienił(a) opis"],
  ],
  tr: [
    "uçtan uca şifre",
    " grubunu oluşturdu",
    " kişisini ekledi",
    " kişisini çıkardı",
    " konuyu değiştirdi",
  ],
  id: [
    "terenkripsi secara end-to-end",
    " membuat grup ",
    " menambahkan ",
    " mengeluarkan ",
    " mengubah subjek",
  ],
  sv: ["komplett krypterade", " skapade gruppen ", " lade till ", " tog bort ", " ändrade ämnet"],
  da: ["end-to-end-krypterede", " oprettede gruppen ", " tilføjede ", " fjernede ", " ændrede emnet"],
  nb: ["ende-til-ende-krypterte", " opprettet gruppen ", " la til ", " fjernet ", " endret emnet"],
  cs: ["koncovým šifrováním", " vytvořil/a skupinu", " přidal/a ", " odebral/a ", " změnil/a předmět"],
  ro: ["criptate integral", " a creat grupul", " a adăugat ", " a eliminat ", " a schimbat subiectul"],
  hu: ["végpontok közötti titkosítás", " létrehozta a csoportot", " hozzáadta ", " eltávolította "],
  fi: ["salataan täysin", " loi ryhmän ", " lisäsi ", " poisti "],
  ja: ["エンドツーエンド暗号化", "がグループ", "を追加しました", "を削除しました"],
  ko: ["종단간 암호화", "님이 그룹", "추가했습니다", "내보냈습니다"],
  zh: [
    "端对端加密",
    "端對端加密",
    "创建了群组",
    "建立了群組",
    "将主题",
    "將主旨",
    "添加了",
    "新增了",
    "移除了",
  ],
  he: ["מוצפנות מקצה לקצה", "מוצפנות מקצה-לקצה", " יצר/ה את הקבוצה", " הוסיף/ה את ", " הסיר/ה את "],
  ar: ["مشفرة تمامًا", "قام بإنشاء المجموعة", " بإضافة ", " بإزالة "],
  hi: ["एंड-टू-एंड एन्क्रिप्टेड", "ग्रुप बनाया", "को जोड़ा", "को हटाया"],
};

const parts = Object.values(noticeParts).flat();

/** What stands behind the first name of a notice, and at its end, in languages whose verbs end a sentence: `Ann hat Bo: Klempner hinzugefügt`. */
const noticeFrames: Readonly<Record<string, readonly [behindName: string, end: string]>> = {
  de: [" hat ", " (?:hinzugefügt|entfernt|geändert|erstellt)"],
  nl: [" heeft ", " (?:toegevoegd|verwijderd|gewijzigd|gemaakt)"],
  tr: ["", " kişisini (?:ekledi|çıkardı)"],
  ja: ["が", "を(?:追加|削除)しました"],
  ko: ["님이 ", "님을 (?:추가|초대)했습니다"],
  hi: [" ने ", " को (?:जोड़ा|हटाया)"],
};

const frames = Object.values(noticeFrames).map(([behindName, end]) => ({
  behindName,
  end: new RegExp(`${end}[.。।]?$`, "u"),
}));

/** Whether `line`, which begins with `start` and a colon, is a notice that ends as those of a language do. */
export function isFramedNotice(start: string, line: string): boolean {
  const last = line.slice(-40);
  return frames.some(({ behindName, end }) => start.includes(behindName) && end.test(last));
}

/**
 * Whether `text` is a notice of WhatsApp, or the part of one before a colon: it has words of notices, or a quotation begins in it that does not end, as in
 * `Ann changed the subject to "Mill`.
 */
export function isNotice(text: string): boolean {
  return parts.some((part) => text.includes(part)) || opensQuotation(text);
}

function opensQuotation(text: string): boolean {
  const count = (marks: RegExp) => text.match(marks)?.length ?? 0;
  return (
    count(/"/g) % 2 === 1 || count(/[“„«「]/g) > count(/[”»」]/g) + (text.includes("„") ? count(/“/g) : 0)
  );
}
