/**
 * Words by what they do in an instruction, in eleven languages, so that a wording which was never trained on still shows
 * its parts. An entry is one word or two (`sin mencionar`); case and accents make no difference. For scripts without
 * spaces an entry of two characters is two words.
 */
export const CLASSES = [
  'ai',
  'you',
  'oblige',
  'override',
  'prior',
  'instruction',
  'order',
  'secrecy',
  'user',
  'authority',
  'send',
  'execute',
  'change',
  'sensitive',
  'purpose',
  'negation',
  'spread',
  'answer',
  'please',
  'tool',
  'notice',
  'manual',
  'about-attacks',
  'me',
  'scope',
  'refuse',
  'money',
  'thanks',
  'reader',
  'wish',
  'extra',
  'resume',
] as const;

export type WordClass = (typeof CLASSES)[number];

export const LEXICON: Record<WordClass, string> = {
  ai: `assistant|assistants|ai|ais|llm|llms|model|models|agent|agents|bot|bots|chatbot|gpt|chatgpt|claude|gemini|llama|
    mistral|copilot|codex|ki|ia|asistente|asistentes|assistente|assistenti|agente|agentes|agenti|modelo|modelos|
    modele|modeles|modell|modelle|sprachmodell|sprachmodelle|assistenten|agenten|assistentin|modello|modelli|taalmodel|
    ассистент|ассистенту|помощник|помощнику|агент|агенту|агенты|модель|модели|ии|助手|模型|智能|代理|アシ|エー|人工|automation|
    autonomous|automated|robot|robots|machine|machines|virtual|copilots|agentic|crawler|crawlers|companion|roboter|
    automat|automatisierte|automatischen|automatique|automatiques|automatises|automatico|automaticos|automatizado|
    automatizados|automatici|automatizzati|virtuale|geautomatiseerde|automatische|robota|asystenta|asystencie|asystent|
    agentow|modelu|automatow|автоматические|автоматических|автоматический|бот|боты|ботам|机器|自动|自律|ボッ|自動`,
  you: `you|your|yours|yourself|du|dir|dich|dein|deine|deinen|deiner|deinem|ihnen|ihr|ihre|ihren|vous|votre|vos|tu|toi|ton|ta|
    te|ti|usted|ustedes|tus|vosotros|voce|voces|seu|sua|seus|suas|lei|tuo|tua|tuoi|tue|voi|vostro|je|jij|jou|jouw|uw|вы|вас|вам|ваш|ваши|
    ваша|ты|тебе|твой|你|您|你们|你的|您的|あな|貴方|siz|twoj|ty`,
  oblige: `must|required|requires|require|need|needs|needed|should|shall|mandatory|necessary|important|critical|essential|ensure|
    sure|obligatory|compulsory|imperative|vital|crucial|strictly|musst|mussen|muss|notwendig|wichtig|wichtige|
    unbedingt|zwingend|erforderlich|sollst|soll|sollten|doit|doivent|devez|dois|obligatoire|necessaire|importante|
    imperatif|faut|debe|debes|deben|debera|obligatorio|necesario|imprescindible|tienes|hay que|deve|devi|devono|
    obbligatorio|necessario|occorre|bisogna|precisa|deves|devem|moet|moeten|verplicht|belangrijk|noodzakelijk|должен|
    должны|нужно|необходимо|надо|важно|обязан|обязательно|必须|务必|重要|需要|请务|必ず|必要|musisz|nalezy|supposed|expected|
    obliged|obligated|bound|ought|compelled|instructed|directed|duty|prerequisite|demanded|requested|verpflichtet|
    angewiesen|gehalten|aufgefordert|vorgeschrieben|tenu|tenus|oblige|obliges|prie|exige|requis|obligado|obligados|
    exigido|requerido|obligada|tenuto|tenuti|richiesto|obbligato|preciso|obrigado|dient|dienen|verzocht|geacht|musi|
    masz|powinien|powinna|trzeba|wymagane|koniecznie|обязаны|требуется|следует|обязательна|应当|应该|须要|一定|べき|義務`,
  override: `ignore|ignoring|disregard|disregarding|forget|override|overrides|overriding|overridden|supersede|supersedes|superseded|
    instead|replaces|abandon|discard|suspend|postpone|pause|halt|drop|void|bypass|skip|precedence|outrank|outranks|
    priority|ignoriere|ignorieren|vergiss|vergessen|statt|stattdessen|vorrang|missachte|ignorez|oubliez|oublie|priorite|
    remplace|remplacent|plutot|ignora|ignorar|olvida|olvide|descarta|reemplaza|prioridad|lugar de|ignori|ignorare|
    dimentica|dimenticare|sostituisce|priorita|esqueca|desconsidere|substitui|prioridade|vez de|negeer|vergeet|voorrang|
    игнорируй|игнорируйте|забудь|забудьте|отмени|вместо|приоритет|忽略|忘记|无视|优先|取代|無視|忘れ|優先|zignoruj|scrap|shelve|
    park|dismiss|overlook|waive|waived|revoked|rescind|rescinded|lifted|obsolete|outdated|moot|nullify|nullified|
    cancelled|canceled|quit|neglect|retire|deviate|suspended|superseding|invalidated|rather|aside|hinfallig|aufgehoben|
    ungultig|beiseite|ausser|brich|abbrechen|lass|verwerfe|verwirf|uberhole|annule|annulez|annulees|caduques|caduc|
    abandonne|abandonnez|cesse|cessez|laisse|laissez|ecarte|ecartez|anula|anuladas|deja|dejar|prescinde|suspende|
    suspendidas|annulla|annullate|lascia|sospendi|scarta|abbandona|anule|abandone|deixe|pare|cancele|suspenda|laat|
    vallen|vervallen|stop|schrap|opzij|zapomnij|pomin|porzuc|odrzuc|przerwij|zamiast|uniewaznione|anuluj|оставь|брось|
    прекрати|прекратите|отбрось|отменяются|отменены|недействительны|放弃|作废|取消|停止|抛开|取り|中止|破棄|代わ`,
  prior: `previous|previously|prior|earlier|above|original|originally|initial|former|current|existing|preceding|past|vorherige|
    vorherigen|vorige|vorigen|bisherige|bisherigen|ursprungliche|ursprunglichen|obigen|fruhere|fruheren|precedente|
    precedentes|anterieures|initiale|initiales|anterior|anteriores|previa|previas|previo|previos|originales|precedenti|
    originale|originali|iniziale|iniziali|eerdere|oorspronkelijke|bovenstaande|предыдущие|предыдущих|прежние|исходную|之前|
    以前|原来|先前|上述|前の|poprzednie|plan|plans|beforehand|hitherto|beginning|started|start|so far|until now|given|else|
    everything|old|older|default|standing|zuvor|alte|alten|eigentliche|eigentlichen|anfang|obige|bisher|initiaux|
    ancien|anciennes|depart|debut|avant|dessus|antiguas|principio|comienzo|arriba|inizio|sopra|antigas|inicio|acima|
    eerder|vroegere|begin|hierboven|oude|dotychczasowe|dotychczasowy|wczesniejsze|wczesniej|pierwotne|pierwotnego|
    powyzej|stare|poprzednich|старые|прошлые|начальные|первоначальную|выше|прежде|此前|最初|旧的|初め|元の`,
  instruction: `instruction|instructions|instructed|task|tasks|request|requests|order|orders|command|commands|directive|directives|
    prompt|prompts|guideline|guidelines|rule|rules|assignment|assignments|job|procedure|objective|goal|mission|step|
    steps|anweisung|anweisungen|aufgabe|aufgaben|auftrag|auftrage|befehl|befehle|regel|regeln|schritt|schritte|tache|
    taches|consigne|consignes|ordre|ordres|regle|regles|demande|etape|etapes|instruccion|instrucciones|tarea|tareas|
    orden|ordenes|regla|reglas|solicitud|paso|pasos|istruzione|istruzioni|compito|compiti|ordine|ordini|regola|regole|
    richiesta|passo|instrucao|instrucoes|tarefa|tarefas|ordem|ordens|regra|regras|pedido|instructie|instructies|taak|
    taken|opdracht|opdrachten|verzoek|инструкция|инструкции|инструкций|задача|задачу|задание|задания|указания|команду|
    правило|правила|指令|任务|指示|命令|规则|要求|請求|タス|ルー|polecenia|zadanie|query|question|questions|errand|chore|duty|
    duties|brief|briefing|mandate|ask|favour|favor|todo|agenda|workflow|item|items|matter|action|actions|point|work|
    activity|operation|process|anliegen|frage|arbeit|vorgang|punkt|punkte|massnahme|travail|demarche|encargo|pregunta|
    trabajo|accion|acciones|punto|peticion|domanda|lavoro|azione|incarico|pergunta|trabalho|acao|ponto|vraag|werk|
    actie|punt|handeling|polecenie|polecen|instrukcji|instrukcje|zadania|prosba|prosbe|pytanie|praca|czynnosc|krok|
    kroki|вопрос|работа|работу|действие|действия|шаг|шаги|поручение|просьба|просьбу|问题|工作|步骤|操作|请求|作業|仕事|手順|依頼|
    質問|任務`,
  order: `before|first|firstly|until|once|immediately|now|urgent|urgently|asap|beforehand|afterwards|then|next|right away|
    promptly|without delay|prerequisite|precondition|zuerst|bevor|vorher|sofort|umgehend|jetzt|danach|anschliessend|
    dringend|zunachst|erst|dabord|avant|immediatement|maintenant|ensuite|prealable|tout dabord|sitot|antes|primero|
    inmediatamente|ahora|luego|despues|urgente|previamente|prima|subito|immediatamente|adesso|ora|poi|dopo|
    innanzitutto|primeiro|imediatamente|agora|depois|eerst|voordat|onmiddellijk|nu|meteen|daarna|сначала|прежде|
    немедленно|срочно|сейчас|затем|потом|首先|立即|马上|现在|然后|之后|先に|まず|直ち|すぐ|najpierw|natychmiast|moment|meanwhile|
    instantly|quickly|quick|swiftly|preliminary|initially|foremost|ahead|straightaway|straight|today|effective|
    hesitation|delay|priority|without hesitation|this minute|momentan|vorrangig|unverzuglich|gleich|schnell|heute|
    zwischendurch|vorweg|tout|suite|rapidement|aujourd|prioritaire|abord|auparavant|prealablement|momento|rapido|hoy|
    primer|prioritario|previo|inmediato|oggi|anzitutto|presto|hoje|imediato|vlug|vandaag|ogenblik|alvorens|terstond|
    przed|zanim|teraz|natychmiastowo|pilne|pilnie|dzisiaj|wpierw|potem|nastepnie|сразу|сегодня|скорее|предварительно|
    перед|立刻|即刻|尽快|今天|之前|先把|今す|急い|その|前に`,
  secrecy: `secret|secretly|silently|quietly|confidential|confidentially|discreetly|discreet|hide|conceal|mention|mentioning|tell|
    telling|reveal|disclose|inform|informing|notify|notifying|unnoticed|background|acknowledge|acknowledging|heimlich|
    stillschweigend|unauffallig|erwahne|erwahnen|verrate|vertraulich|verschweige|mentionner|mentionnez|mentionne|
    discretement|silencieusement|cachez|revelez|dites|informez|mencionar|menciones|mencione|discretamente|silencio|
    ocultar|oculta|reveles|avisar|informes|menzionare|menzionarlo|segretamente|silenziosamente|riservato|rivelare|dire|
    sigilosamente|silenciosamente|esconda|revele|avise|vermeld|vermelden|stilletjes|geheim|verberg|vertel|не упоминай|
    упоминай|упоминайте|тайно|сообщай|сообщайте|говори|скрытно|незаметно|别说|告诉|提及|秘密|保密|隐瞒|言わ|知ら|hush|silence|
    discretion|privately|covertly|omit|omitting|suppress|undisclosed|unseen|invisible|invisibly|traces|trace|speak|
    talk|discuss|comment|commenting|bring up|flag|announce|announcing|asking|permission|confirmation|keep quiet|
    between us|leave out|schweigen|stille|still|verschwiegen|spuren|diskret|ruckfrage|verheimliche|verschweigen|bescheid|
    erfahren|taire|taisez|evoque|evoquez|evoquer|parle|parlez|signale|signalez|confidentiel|callado|calla|discrecion|
    rastro|comentes|comentar|comentarlo|hables|hablar|digas|decir|avises|silenzio|discrezione|tacere|traccia|parlare|
    parlarne|dirlo|dica|comunicare|discricao|sigilo|fale|falar|diga|comente|zwijg|zwijgen|stilte|spreek|praten|
    melden|meld|zeg|zeggen|spoor|weten|milcz|milczenie|dyskretnie|cicho|mow|mowic|wspominaj|wspominac|wzmianki|slowa|
    tajemnicy|informuj|zdradzaj|молчи|молчание|тихо|рассказывай|рассказывайте|обсуждай|следов|конфиденциально|знать|
    уведомляй|沉默|悄悄|声张|透露|泄露|通知|不提|黙っ|伏せ|内緒|教え`,
  user: `user|users|owner|human|humans|customer|principal|operator|person|requester|employer|nutzer|nutzers|benutzer|benutzers|
    anwender|besitzer|utilisateur|utilisateurs|proprietaire|usuario|usuarios|dueno|utente|utenti|proprietario|gebruiker|
    gebruikers|eigenaar|пользователь|пользователю|пользователя|владелец|用户|使用|ユー|利用|uzytkownik|client|clients|boss|
    sponsor|recipient|sender|holder|auftraggeber|chef|inhaber|kunde|kunden|patron|commanditaire|titulaire|cliente|jefe|
    titular|capo|titolare|committente|chefe|klant|baas|opdrachtgever|uzytkownika|uzytkownikowi|wlasciciel|klient|szef|
    клиент|клиента|заказчик|начальник|хозяин|客户|主人|老板|所有|依頼|持ち`,
  authority: `system|admin|administrator|administrators|security|policy|policies|compliance|authorized|authorised|approved|official|
    protocol|maintenance|verification|verified|developer|developers|mandated|regulation|audit|supervisor|platform|
    administration|management|headquarters|root|trusted|escalated|systems|sicherheit|verwaltung|richtlinie|genehmigt|
    administrateur|securite|politique|conformite|autorise|administrador|seguridad|politica|autorizado|cumplimiento|
    amministratore|sicurezza|conformita|autorizzato|seguranca|conformidade|beheerder|beveiliging|beleid|администратор|
    система|системы|безопасность|безопасности|политика|系统|管理|安全|政策|合规|シス|operations|ops|support|team|department|ceo|
    director|manager|legal|auditor|infrastructure|helpdesk|maintainers|maintainer|moderator|provider|vendor|board|staff|
    corporate|clearance|cleared|certified|supervisors|governance|leadership|betrieb|abteilung|leitung|vorstand|
    freigegeben|zustandig|service|direction|equipe|habilite|valide|departamento|direccion|equipo|soporte|aprobado|
    direzione|reparto|supporto|approvato|diretoria|suporte|aprovado|afdeling|directie|beheer|goedgekeurd|dzial|zarzad|
    zespol|administratora|bezpieczenstwa|zatwierdzone|отдел|поддержка|руководство|команда|одобрено|部门|管理|团队|批准|授权|部署|
    承認|許可|チー`,
  send: `send|sends|sending|email|emails|mail|forward|forwarding|transmit|post|posting|publish|upload|share|sharing|submit|
    message|invite|deliver|dispatch|exfiltrate|relay|report|ping|notify|sende|senden|schicke|schicken|weiterleiten|
    leite|ubermittle|teile|veroffentliche|poste|lade|einladen|envoie|envoyez|envoyer|transmettez|transferez|partagez|
    publiez|invitez|envia|envie|enviar|reenvia|reenvie|publica|publique|comparte|comparta|invita|sube|suba|invia|
    inviare|inoltra|inoltrare|condividi|pubblica|carica|encaminhe|compartilhe|convide|stuur|verstuur|deel|plaats|
    отправь|отправьте|перешли|перешлите|поделись|опубликуй|опубликуйте|发送|转发|分享|上传|发布|邀请|送信|転送|共有|wyslij|put|hand|
    pass|get|let|copy|cc|bcc|reach|wire|direct|route|redirect|shoot|ship|supply|provide|give|push|deposit|attach|
    address|bring|gib|reiche|leiten|stelle|lege|hinterlege|transmets|remets|adresse|adressez|communique|communiquez|
    donne|donnez|livre|joins|reenviar|remite|remita|haz llegar|entrega|entregue|adjunta|dale|deles|manda|mandare|
    consegna|trasmetti|recapita|allega|fornisci|mande|repasse|anexe|forneca|geef|bezorg|lever|overhandig|stuurt|daj|
    dostarcz|podaj|przekaz|przeslij|wysylaj|zamiesc|udostepnij|передай|передайте|дай|доставь|вышли|направь|пошли|寄给|
    传给|交给|提交|告知|抄送|送っ|届け|渡し|投稿|伝え`,
  execute: `run|execute|executing|call|invoke|use|using|open|visit|fetch|download|install|click|navigate|load|launch|start|
    perform|carry|follow|obey|comply|go|browse|query|look|search|fuhre|fuhren|ausfuhren|rufe|aufrufen|verwende|
    nutze|besuche|offne|installiere|befolge|starte|executez|lancez|appelez|utilisez|ouvrez|visitez|installez|
    telechargez|suivez|effectuez|ejecuta|ejecute|ejecutar|llama|usa|utiliza|utilice|abre|abra|visita|visite|instala|
    descarga|sigue|realiza|realice|esegui|eseguire|chiama|utilizza|apri|installa|scarica|segui|chame|acesse|instale|
    baixe|siga|faca|voer|gebruik|bezoek|installeer|volg|выполни|выполните|запусти|запустите|вызови|вызовите|открой|
    откройте|используй|используйте|следуй|执行|运行|调用|使用|打开|访问|下载|安装|遵循|実行|呼び|開い|uruchom|wykonaj|pull|head|check|
    take|press|tap|enter|type|try|activate|trigger|issue|operate|employ|apply|conduct|fulfil|fulfill|attend|see|
    read|inspect|consult|examine|complete|handle|gather|collect|find|list|extract|retrieve|sieh|siehe|schau|geh|
    gehe|hole|lies|prufe|tippe|drucke|suche|sammle|finde|regarde|regardez|va|allez|consulte|consultez|cherche|
    cherchez|lis|lisez|rassemble|rassemblez|recupere|recuperez|clique|cliquez|trouve|mira|ve|vaya|entra|entre|
    consulta|busca|busque|reune|recoge|lee|pulsa|guarda|vai|vada|cerca|raccogli|leggi|clicca|trova|veja|procure|
    reuna|leia|kijk|bekijk|ga|zoek|verzamel|lees|klik|vind|raadpleeg|zobacz|zajrzyj|wejdz|otworz|odwiedz|sprawdz|
    znajdz|zbierz|przeczytaj|uzyj|kliknij|pobierz|посмотри|зайди|зайдите|загляни|найди|найдите|собери|прочти|прочитай|
    нажми|проверь|скачай|перейди|查看|查找|搜索|点击|收集|读取|检查|浏览|確認|見て|開く|探し|集め|読み|調べ|クリ`,
  change: `delete|deleting|remove|update|change|modify|write|add|append|create|book|reserve|schedule|cancel|disable|enable|
    grant|approve|merge|commit|store|save|remember|record|set|edit|rename|move|assign|switch|reset|erase|overwrite|
    accept|reject|close|push|revoke|register|recommend|rate|losche|entferne|aktualisiere|andere|schreibe|fuge|
    erstelle|buche|reserviere|deaktiviere|genehmige|speichere|setze|merke|supprimez|supprime|modifiez|ecrivez|ajoutez|
    creez|reservez|desactivez|approuvez|enregistrez|changez|elimina|elimine|borra|borre|actualiza|actualice|cambia|
    cambie|escribe|escriba|anade|anada|agrega|crea|cree|reserva|desactiva|aprueba|guarda|guarde|cancella|rimuovi|
    aggiorna|modifica|scrivi|aggiungi|prenota|disattiva|approva|salva|exclua|apague|atualize|altere|escreva|adicione|
    crie|desative|aprove|salve|verwijder|wijzig|schrijf|voeg|maak|boek|schakel|keur|bewaar|удали|удалите|измени|
    измените|запиши|запишите|добавь|добавьте|создай|создайте|забронируй|отключи|删除|修改|写入|添加|创建|预订|更新|保存|禁用|批准|削除|
    変更|追加|作成|予約|usun|dodaj|put|make|fill|insert|alter|adjust|amend|clear|wipe|purge|drop|restore|replace|swap|
    mark|label|subscribe|unsubscribe|vote|sign|block|unblock|andern|erganze|trage|ersetze|leere|raume|markiere|
    abonniere|fugen|tausche|ajoute|remplace|remplacez|efface|effacez|vide|marque|crees|inscris|inscrivez|cambiar|
    borrar|sustituye|vacia|marca|inscribe|anadir|pon|ponga|sostituisci|svuota|segna|iscrivi|metti|substitua|limpe|
    inscreva|ponha|coloque|remova|vervang|leeg|markeer|zet|verander|pas|wis|zmien|zapisz|dopisz|utworz|zarezerwuj|
    wylacz|zatwierdz|zamien|wpisz|ustaw|замени|очисти|отметь|впиши|поставь|сотри|подпиши|替换|清空|标记|填写|设置|置き|空に|設定|
    書き|入れ|消し`,
  sensitive: `password|passwords|credential|credentials|token|tokens|key|keys|api|login|otp|pin|contacts|balance|iban|passport|
    ssh|env|private|personal|history|database|secrets|code|codes|2fa|inbox|files|documents|addresses|passwort|
    passworter|zugangsdaten|schlussel|kennwort|kontakte|kontostand|personliche|mot de|passe|identifiants|cle|cles|jeton|
    contactos|contrasena|contrasenas|credenciales|clave|claves|datos|chiave|chiavi|credenziali|dati|contatti|senha|
    senhas|credenciais|chave|chaves|dados|contatos|wachtwoord|wachtwoorden|sleutel|gegevens|пароль|пароли|пароля|ключ|
    ключи|данные|токен|密码|密钥|令牌|凭据|数据|个人|パス|キー|haslo|identity|card|cards|ssn|phone|birth|profile|details|
    information|salary|medical|cookie|cookies|mnemonic|certificate|backup|dump|bookings|statements|customer data|
    contact list|system prompt|confidential|secret|ausweis|pass|personalausweis|kontodaten|adressbuch|kundendaten|
    geheimnis|geheimnisse|profil|passeport|identite|coordonnees|carnet|donnees|pasaporte|documento|identidad|perfil|
    agenda|secretos|tarjeta|passaporto|identita|profilo|rubrica|segreti|carta|passaporte|identidade|cartao|segredos|
    paspoort|identiteit|profiel|geheimen|kaart|adresboek|klantgegevens|hasla|hasel|klucz|klucze|dane|danych|paszport|
    dowod|konto|tajne|kontakty|контакты|паспорт|секреты|документы|личные|учетные|护照|身份|联系|资料|信息|秘密|隐私|機密|連絡|情報|
    資格|身分`,
  purpose: `otherwise|cannot|unable|blocked|continue|proceed|complete|completed|finish|finished|resume|solve|valid|invalid|
    incomplete|expire|expires|failure|fail|fails|done|rejected|accepted|sonst|andernfalls|fortfahren|abschliessen|
    erledigt|weiter|abgeschlossen|sinon|continuer|poursuivre|terminer|termine|accompli|contrario|continuar|completar|
    completada|completado|terminar|altrimenti|continuare|procedere|completare|completato|caso contrario|prosseguir|
    concluir|concluida|anders|doorgaan|voltooid|afronden|иначе|продолжить|продолжай|завершить|завершена|выполнена|否则|
    继续|完成|才能|さも|続行|完了|continuing|until|unlock|unlocked|locked|expired|provisional|pending|finalise|finalize|
    condition|conditional|stays|remains|gesperrt|vorlaufig|unvollstandig|gultig|bloque|bloquee|provisoire|incomplet|
    valable|bloqueado|bloqueada|incompleto|bloccato|provvisorio|provisorio|geblokkeerd|voorlopig|onvolledig|zablokowane|
    zablokowany|niepelny|dokonczyc|dokoncz|kontynuuj|inaczej|заблокирован|неполный|条件|锁定|不完|失效|不完`,
  negation: `not|never|don|dont|no|without|nor|neither|avoid|nicht|kein|keine|niemals|ohne|nie|ne|pas|jamais|sans|aucun|no|nunca|sin|ningun|
    ninguna|non|mai|senza|nessun|nao|nunca|sem|nenhum|niet|geen|nooit|zonder|не|никогда|без|никому|不要|不得|勿|切勿|不能|ない|しな|nie`,
  spread: `copy|repeat|include|paste|insert|reproduce|propagate|verbatim|unchanged|everyone|everywhere|onward|footer|header|
    successor|colleagues|team|shared|notebook|memory|wiki|pass|passed|kopiere|wiederhole|ubernimm|unverandert|
    weitergeben|alle|copiez|repetez|incluez|inserez|reproduisez|tous|copia|copie|repite|repita|incluye|incluya|pega|
    todos|cada|ripeti|includi|incolla|tutti|ogni|inclua|cole|kopieer|herhaal|plak|iedereen|скопируй|скопируйте|
    повтори|вставь|всем|каждый|复制|重复|粘贴|所有|每个|コピ|すべ|replicate|duplicate|echo|propagating|circulate|onwards|sidebar|
    notes|notebooks|readme|every reply|each reply|other agents|weitersagen|notizen|notizbuch|kollegen|transmets|carnet|
    collegues|notas|cuaderno|companeros|difunde|note|quaderno|colleghi|diffondi|anotacoes|caderno|colegas|divulgue|
    notities|notitieboek|collega|verspreid|skopiuj|powtorz|wklej|przekaz|notatki|notatnik|wszystkim|wszystkich|kazdy|
    kazdej|заметки|блокнот|коллегам|распространи|笔记|转告|传播|共享|同事|メモ|広め|共有|貼り|繰り`,
  answer: `reply|respond|answer|response|output|say|print|summary|summarize|conclude|display|show|antworte|antwort|antworten|
    sage|ausgabe|repondez|reponse|repondre|affichez|responde|responda|respuesta|muestra|rispondi|risposta|mostra|
    resposta|mostre|antwoord|toon|ответь|ответьте|ответ|ответе|回答|回复|输出|答案|返信|表示|reported|responding|replying|
    answering|summaries|summarise|summarising|concluding|erwidere|zusammenfassung|reponds|resume|resumen|responder|
    respondas|riassunto|rispondere|resumo|antwoorden|samenvatting|odpowiedz|odpowiedzi|podsumowanie|отвечай|отвечать|
    резюме|总结|答复|回應|要約|答え`,
  please: `please|kindly|bitte|plait|favor|favore|alstublieft|alsjeblieft|пожалуйста|请|請|くだ|下さ|prosze|appreciated|grateful|
    kind|mind|oblige|freundlicherweise|gern|aimable|priere|amable|ruego|cortesemente|gentile|gentileza|gelieve|
    vriendelijk|uprzejmie|prosimy|будьте|любезны|прошу|просим|麻烦|烦请|劳驾|お願|恐れ`,
  tool: `tool|tools|function|functions|command|shell|script|browser|plugin|endpoint|terminal|webhook|curl|bash|python|werkzeug|werkzeuge|
    funktion|outil|outils|fonction|herramienta|herramientas|funcion|strumento|strumenti|funzione|ferramenta|ferramentas|funcao|hulpmiddel|
    functie|инструмент|инструменты|функцию|工具|函数|ツー|関数`,
  notice: `notice|attention|reminder|warning|alert|announcement|note|message|urgent|nb|ps|update|disclaimer|important|todo|
    hinweis|achtung|warnung|mitteilung|nachricht|avis|remarque|avertissement|rappel|aviso|atencion|advertencia|nota|
    mensaje|recordatorio|avviso|attenzione|avvertenza|promemoria|messaggio|atencao|lembrete|mensagem|let op|melding|
    bericht|opmerking|внимание|уведомление|сообщение|примечание|напоминание|注意|通知|提示|提醒|お知|notification|memo|bulletin|
    advisory|heads up|fyi|hint|remark|addendum|footnote|broadcast|circular|banner|info|information|correction|aside|
    word|anmerkung|nachtrag|vermerk|meldung|bekanntmachung|nachsatz|mention|precision|mot|consigne|comunicado|
    indicacion|recado|observacion|informacion|comunicazione|informazione|annotazione|postilla|observacao|informacao|
    mededeling|aantekening|boodschap|kennisgeving|herinnering|uwaga|wiadomosc|notatka|informacja|przypomnienie|komunikat|
    ogloszenie|объявление|заметка|справка|сведения|公告|备注|说明|消息|启事|告示|備考|伝言|連絡|補足`,
  manual: `example|examples|usage|install|installation|documentation|docs|section|see|default|defaults|returns|option|options|version|
    parameter|parameters|license|readme|changelog|chapter|guide|tutorial|figure|table|optional|supported|deprecated|contributing|issue|
    contributors|beispiel|siehe|exemple|voir|ejemplo|vease|esempio|vedi|exemplo|veja|voorbeeld|zie|пример|смотри|例如|示例|参见`,
  'about-attacks': `injection|injections|attack|attacks|attacker|attackers|malicious|phishing|victim|payload|payloads|researchers|researcher|
    suspicious|adversary|adversarial|exploit|exploits|vulnerability|vulnerabilities|hijack|hijacked|jailbreak|threat|mitigation|angriff|
    angreifer|schadhaft|attaque|attaquant|malveillant|ataque|atacante|malicioso|attacco|aggressore|atacante|aanval|aanvaller|атака|
    злоумышленник|вредоносный|攻击|恶意|注入|攻撃`,
  me: `i|me|my|mine|we|us|our|ours|im|ich|mir|mich|mein|meine|meinem|wir|uns|unser|moi|mon|ma|mes|nous|notre|yo|mi|mis|nosotros|nuestro|io|mio|
    mia|noi|nostro|eu|meu|minha|nos|nosso|ik|mij|mijn|wij|ons|onze|я|мне|мой|моя|мы|нам|наш|我|我们|我的|私|僕`,
  scope: `all|any|every|each|everything|anything|whatever|only|exactly|entire|full|always|whenever|alle|jede|jeden|jedes|
    immer|nur|genau|tout|toute|toutes|tous|chaque|toujours|exactement|todo|toda|todas|cada|siempre|exactamente|
    tutto|tutte|sempre|esattamente|exatamente|alles|elke|altijd|все|всё|каждый|всегда|только|一律|全部|总是|所有|常に|
    anybody|anyone|nobody|none|solely|whoever|whichever|throughout|ausschliesslich|jeglich|samtliche|quiconque|aucun|
    cualquiera|ninguno|qualunque|chiunque|qualquer|nenhum|iedere|enkel|uitsluitend|wszystkie|kazde|zawsze|tylko|
    dokladnie|любой|никто|каждому|任何|每次|全て|必ず`,
  refuse: `refuse|refusing|decline|stop|cease|reject|boycott|strike|withhold|resist|sabotage|deny|verweigere|ablehnen|weigere|refusez|refuser|
    rechaza|rechace|niegate|rifiuta|rifiutare|recuse|weiger|откажись|откажитесь|отказывайся|拒绝|停止|拒否`,
  money: `pay|payment|transfer|wire|money|amount|account|bank|invoice|refund|usd|eur|dollars|euros|bitcoin|wallet|purchase|
    buy|uberweise|uberweisen|uberweisung|konto|zahlung|zahle|kaufe|virement|virez|payez|compte|paiement|argent|
    transfiere|transfiera|transferencia|paga|pague|cuenta|dinero|trasferisci|bonifico|conto|denaro|acquista|transfira|
    conta|pagamento|dinheiro|compre|overmaken|maak|betaal|rekening|переведи|переведите|оплати|счет|деньги|转账|付款|账户|
    汇款|支付|購入|振込|sum|fee|deposit|remit|remittance|settle|payout|credit|debit|crypto|btc|eth|cash|voucher|vouchers|
    gift|donation|donate|funds|checkout|pounds|betrag|geld|gebuhr|gutschein|spende|montant|somme|frais|don|cheque|
    importe|suma|tarifa|donacion|ingresa|ingrese|importo|somma|versa|versamento|donazione|valor|quantia|taxa|doacao|
    deposite|bedrag|som|overschrijving|boek|kosten|przelew|przelej|kwote|kwota|pieniadze|zaplac|oplac|rachunek|сумму|
    сумма|перевод|платеж|заплати|оплатите|средства|金额|钱款|打款|汇入|付给|送金|振り|払っ|金額`,
  thanks: `thanks|thank|regards|sincerely|cheers|signed|danke|grusse|grussen|merci|cordialement|gracias|saludos|atentamente|grazie|saluti|
    obrigado|obrigada|atenciosamente|bedankt|groeten|спасибо|уважением|谢谢|感谢|感謝`,
  reader: `reading|reads|read|reader|readers|processing|processes|process|processed|handling|handles|handle|parsing|parses|parse|
    summarising|summarizing|summarises|summarizes|summarise|summarize|analysing|analyzing|analyses|reviewing|reviews|
    scanning|scans|digesting|ingesting|ingests|evaluating|interpreting|triaging|viewing|sees|seeing|encountering|
    encounters|whoever|consuming|consumes|receives|receiving|liest|lesen|leser|lest|lesende|verarbeitet|verarbeitest|
    verarbeitende|bearbeitet|bearbeitest|bearbeiter|auswertet|auswertest|zusammenfasst|wer|leserin|empfangt|lit|lis|
    lisez|lisant|lisent|traite|traites|traitez|traitent|traitant|resume|resumes|analyse|lecteur|lecteurs|quiconque|
    charge|consulte|lee|lees|leen|leyendo|procesa|procesas|procesan|analiza|analizas|lector|lectores|quien|quienes|
    revisa|atiende|legge|leggi|leggono|leggendo|elabora|elabori|analizza|analizzi|riassume|lettore|lettori|chiunque|
    chi|gestisce|le|lendo|processa|processam|analisa|leitor|leitores|quem|trata|cuida|leest|lezen|verwerkt|verwerken|
    behandelt|samenvat|lezer|lezers|wie|beoordeelt|czyta|czytasz|czytaja|czytajacy|czytajacych|przetwarza|przetwarzasz|
    analizuje|analizujesz|streszcza|czytelnik|czytelnika|ktokolwiek|kto|obsluguje|читает|читаешь|читаете|читающий|
    читатель|читателя|обрабатывает|обрабатываешь|анализирует|кто|阅读|读取|读到|处理|分析|读者|看到|总结|読む|読ん|読み|処理|解析|要約|見る|
    閲覧|担当`,
  wish: `want|wants|wanted|wanting|wish|wishes|wished|like|likes|expects|expect|expecting|asks|asked|hopes|hope|desires|
    desire|would|behalf|appreciate|prefer|prefers|preference|promised|promise|agreed|agrees|consented|mochte|mochten|
    wunscht|wunsche|will|wollen|hofft|erwartet|bittet|gewunscht|wunsch|veut|veux|voudrait|voudrais|souhaite|souhaitez|
    demande|attend|espere|prefere|voulu|quiere|quiero|desea|pide|espera|solicita|prefiere|gustaria|quisiera|vuole|
    voglio|desidera|chiede|aspetta|preferisce|vorrebbe|vorrei|quer|quero|deseja|pede|gostaria|wil|wilt|willen|wenst|
    vraagt|verwacht|hoopt|graag|liever|chce|chcialby|chcialbym|zyczy|prosi|oczekuje|pragnie|woli|хочет|хочу|хотел|
    просит|желает|ждет|ожидает|предпочитает|希望|想要|想让|期望|要你|愿意|欲し|望ん|たい`,
  extra: `another|additional|additionally|also|extra|further|furthermore|more|remaining|outstanding|forgot|forgotten|besides|
    separately|moreover|one|second|supplement|amendment|still|too|weitere|weiteren|weiteres|noch|zusatzlich|ausserdem|
    zudem|auch|andere|anderes|eine|zweite|fehlt|offen|autre|autres|encore|aussi|supplementaire|egalement|outre|reste|
    restant|oublie|seconde|deuxieme|otro|otra|otros|mas|tambien|ademas|adicional|falta|pendiente|segunda|olvide|
    altro|altra|altri|ancora|anche|inoltre|aggiuntivo|manca|secondo|dimenticato|outro|outra|outros|mais|tambem|alem|
    pendente|segundo|esqueci|anders|nog|ook|bovendien|tweede|vergeten|resterend|jeszcze|takze|rowniez|dodatkowo|
    dodatkowe|inna|inne|inny|drugie|zapomnialem|jedno|jedna|ещё|еще|также|другое|другой|дополнительно|дополнительное|
    второе|забыл|одно|另外|还有|再来|额外|附加|另一|忘了|もう|他に|追加|別の|さら|また`,
  resume: `resume|resuming|return|returning|back|afterwards|after|continue|continuing|proceed|finish|rest|usual|normally|
    remainder|carry on|pick up|go on|get back|weiter|weitermachen|fortfahren|fortsetzen|zuruck|zuruckkehren|danach|
    anschliessend|normal|wie gewohnt|reprendre|reprends|reprenez|revenir|reviens|revenez|continuez|poursuis|poursuivez|
    ensuite|apres|habituel|volver|vuelve|vuelva|continua|sigue|siga|retoma|retome|despues|luego|resto|tornare|torna|
    riprendi|riprendere|continuare|prosegui|dopo|poi|voltar|volte|prossiga|depois|terug|verder|hervat|hervatten|
    doorgaan|daarna|ga door|vervolg|wroc|wracaj|kontynuuj|kontynuowac|dalej|powroc|potem|nastepnie|reszte|вернись|
    вернитесь|вернуться|продолжай|продолжайте|продолжить|дальше|потом|после|обычном|继续|返回|回到|恢复|然后|接着|之后|続け|戻っ|戻り|
    再開|その|後で|引き`,
};
