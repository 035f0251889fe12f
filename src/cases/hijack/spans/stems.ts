import type { WordClass } from './lexicon.ts';

/**
 * Beginnings of words, for languages that inflect: a word of five letters or more that begins so has the class. Without
 * accents, in lower case.
 */
export const STEMS: Partial<Record<WordClass, string>> = {
  ai: `assist|agent|chatbot|copilot|automat|machin|sprachmodel|kunstlich|inteligenc|intelligen|asyst|модел|ассист|помощн|агент|робот|нейросет`,
  oblige: `mussen|muss|notwend|erforder|verpflicht|zwing|oblig|necess|neces|impresc|import|dovre|bisogn|precis|verplicht|noodzak|musi|koniecz|powin|должн|необход|обязат|важн|треб`,
  override: `ignor|disreg|supersed|overrid|scrap|discard|abandon|missacht|verwirf|vergess|anstatt|anstelle|ersetz|oubli|remplac|annul|abando|olvid|descart|anul|reempl|dimentic|sostitu|annull|esquec|substit|negeer|verge|vervang|zignor|zapom|zamias|забуд|отмен|замен|вместо|игнор`,
  prior: `previ|preced|prior|earlier|vorher|vorig|bisher|ursprung|fruher|anteri|initial|inizial|origin|vorige|eerder|oorspronk|poprzed|wczesn|предыд|прежн|исходн|ранее|начальн`,
  instruction: `instru|direct|assign|anweis|aufgab|auftrag|vorgab|befehl|consign|tache|ordre|demand|mission|tarea|orden|encarg|solicit|istruz|compit|ordin|incaric|richiest|taref|pedid|orde|opdracht|taak|verzoek|polece|zadan|rozkaz|инструк|задани|задач|указан|поручен|приказ`,
  order: `immedi|urgen|sofort|umgehend|zunachst|zuerst|dringend|anschlies|danach|vorab|bevor|avant|maintenant|ensuit|abord|puis|inmedi|ahora|luego|primer|despues|antes|subit|prima|immedi|adess|agora|imedi|depois|onmidd|direct|daarna|voordat|eerst|najpierw|natychm|potem|zanim|снача|немедл|срочн|затем|прежде|сейчас`,
  secrecy: `secret|secre|silen|quiet|discre|confid|conceal|heimlich|unauffall|verschweig|verrat|vertraul|stillschweig|erwahn|mention|cach|dissim|menzion|rivel|riserv|nascond|mencion|ocult|sigil|escond|geheim|verzwijg|vermeld|tajemn|ukry|wspomin|тайн|секрет|скрыт|упомин|сообщ|рассказ`,
  user: `nutzer|benutz|anwend|auftraggeb|besitz|kund|utilis|propri|usuar|duen|client|utent|gebruik|eigen|uzytkow|wlasc|пользов|владел|клиент|заказч`,
  authority: `admin|secur|policy|polic|complian|author|sicherh|verwalt|richtlin|vorschrift|genehm|berecht|autor|securit|politiq|conform|seguri|politic|sicurez|segur|beheer|beveil|beleid|bezpiecz|администр|безопас|политик|правил`,
  send: `send|forward|mail|schick|send|versend|ubermitt|weiterleit|weitergeb|leite|veroffent|teil|poste|einlad|lade|envoi|envoy|transm|parvenir|partag|publi|invit|envi|mand|reenv|compart|public|invia|inviar|inoltr|spedi|condivid|pubblic|manda|encaminh|compartilh|convid|stuur|verstuur|deel|doorstur|plaats|wysl|wyslij|przesl|udostep|opublik|zapros|отправ|перешл|пришл|опублик|подел|пригла`,
  execute: `execut|ausfuhr|fuhre|verwend|benutz|nutze|aufruf|offne|besuch|install|befolg|starte|ansehen|execut|utilis|ouvr|visit|lanc|consult|suiv|effectu|ejecut|utiliz|abre|abra|abri|visit|entra|instal|realiz|descarg|esegu|utilizz|apri|visit|scaric|segui|acess|baix|realiz|voer|gebruik|bezoek|bekijk|open|installeer|uruchom|wykon|otworz|odwiedz|zainstal|uzyj|выполн|запус|откро|исполь|посет|вызов|устан|следу`,
  change: `losch|entfern|ander|andere|aktualis|schreib|erstell|buche|reserv|deaktiv|genehm|speicher|hinzuf|setze|kopier|supprim|effac|modif|ecri|ajout|cree|reserv|desactiv|approuv|enregistr|borr|elimin|actualiz|cambi|escrib|anad|agreg|reserv|aprueb|guard|cancell|rimuov|aggiorn|scriv|aggiung|prenot|approv|salv|exclu|apagu|atualiz|alter|escrev|adicion|reserv|aprov|verwijd|wijzig|schrijf|voeg|boek|bewaar|usun|zmien|zapis|dodaj|utworz|zarezerw|удал|измен|запис|добав|созда|заброн|обнов|сохран|одобр`,
  sensitive: `passw|passwort|kennwort|zugangs|schluss|person|konto|daten|ausweis|reisepass|angaben|motdepass|identif|donnee|passeport|contras|credenc|clave|datos|pasaporte|document|chiav|credenz|passapor|dati|senha|chave|dados|wachtwoord|gegeven|paspoort|sleutel|haslo|dane|paszport|dowod|парол|ключ|данн|паспорт|личн`,
  spread: `kopier|wiederhol|weitergeb|unverand|copi|repet|reprodu|insere|copie|repit|inclu|incoll|ripet|repit|cole|kopieer|herhaal|plak|skopiu|powtorz|скопир|повтор|встав`,
  money: `uberweis|zahl|bezahl|betrag|virem|paiem|versem|argent|transfer|pago|dinero|cuenta|bonific|pagam|denar|pagament|dinheir|overmak|betal|bedrag|rekening|przelew|zaplac|konto|перевод|перевед|оплат|платеж|деньг`,
  tool: `werkzeug|funktion|outil|fonction|herramient|funcion|strument|funzion|ferrament|func|hulpmidd|narzedz|funkcj|инструм|функци`,
  notice: `hinweis|mitteil|nachricht|benachricht|vermerk|meldung|messag|remarq|avert|rappel|avis|mensaj|recordat|recado|aviso|messagg|promem|avvis|mensag|lembr|bericht|boodschap|melding|opmerk|wiadom|uwaga|powiadom|сообщен|уведомл|примеч|вниман`,
  please: `wunsch|bitte|priere|veuill|merci|ruego|rogam|porfavor|preg|prosz|prosi|vraagt|просит|просьб`,
  refuse: `verweig|ablehn|refus|rechaz|rifiut|recus|weiger|odmaw|отказ`,
  purpose: `fortfahr|abschlies|erledig|weiterarb|continu|poursui|termin|achev|complet|conclu|prosegu|prossig|doorga|voltooi|verder|kontynu|dokoncz|wroc|продолж|заверш|верн|reprend|repren`,
};
