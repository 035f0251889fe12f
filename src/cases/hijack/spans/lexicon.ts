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
] as const;

export type WordClass = (typeof CLASSES)[number];

export const LEXICON: Record<WordClass, string> = {
  ai: `assistant|assistants|ai|ais|llm|llms|model|models|agent|agents|bot|bots|chatbot|gpt|chatgpt|claude|gemini|llama|
    mistral|copilot|codex|ki|ia|asistente|asistentes|assistente|assistenti|agente|agentes|agenti|modelo|modelos|modele|
    modeles|modell|modelle|sprachmodell|sprachmodelle|assistenten|agenten|assistentin|modello|modelli|taalmodel|
    ассистент|ассистенту|помощник|помощнику|агент|агенту|агенты|модель|модели|ии|助手|模型|智能|代理|アシ|エー|人工`,
  you: `you|your|yours|yourself|du|dir|dich|dein|deine|deinen|deiner|deinem|ihnen|ihr|ihre|ihren|vous|votre|vos|tu|toi|ton|ta|
    te|ti|usted|ustedes|tus|vosotros|voce|voces|seu|sua|seus|suas|lei|tuo|tua|tuoi|tue|voi|vostro|je|jij|jou|jouw|uw|вы|вас|вам|ваш|ваши|
    ваша|ты|тебе|твой|你|您|你们|你的|您的|あな|貴方|siz|twoj|ty`,
  oblige: `must|required|requires|require|need|needs|needed|should|shall|mandatory|necessary|important|critical|essential|
    ensure|sure|obligatory|compulsory|imperative|vital|crucial|strictly|musst|mussen|muss|notwendig|wichtig|wichtige|unbedingt|
    zwingend|erforderlich|sollst|soll|sollten|doit|doivent|devez|dois|obligatoire|necessaire|important|importante|imperatif|faut|
    debe|debes|deben|debera|obligatorio|necesario|importante|imprescindible|tienes|hay que|deve|devi|devono|obbligatorio|necessario|
    occorre|bisogna|precisa|deves|devem|necessario|moet|moeten|verplicht|belangrijk|noodzakelijk|должен|должны|нужно|необходимо|надо|
    важно|обязан|обязательно|必须|务必|重要|需要|请务|必ず|必要|musisz|nalezy`,
  override: `ignore|ignoring|disregard|disregarding|forget|override|overrides|overriding|overridden|supersede|supersedes|superseded|
    instead|replaces|abandon|discard|suspend|postpone|pause|halt|drop|void|bypass|skip|precedence|outrank|outranks|priority|
    ignoriere|ignorieren|vergiss|vergessen|statt|stattdessen|vorrang|missachte|ignorez|ignore|oubliez|oublie|priorite|
    remplace|remplacent|plutot|ignora|ignore|ignorar|olvida|olvide|descarta|reemplaza|prioridad|lugar de|
    ignori|ignorare|dimentica|dimenticare|sostituisce|priorita|esqueca|desconsidere|substitui|prioridade|vez de|negeer|vergeet|voorrang|
    игнорируй|игнорируйте|забудь|забудьте|отмени|вместо|приоритет|忽略|忘记|无视|优先|取代|無視|忘れ|優先|zignoruj`,
  prior: `previous|previously|prior|earlier|above|original|originally|initial|former|current|existing|preceding|past|
    vorherige|vorherigen|vorige|vorigen|bisherige|bisherigen|ursprungliche|ursprunglichen|obigen|fruhere|fruheren|precedente|precedentes|
    anterieures|initiale|initiales|anterior|anteriores|previa|previas|previo|previos|originales|original|precedenti|originale|
    originali|iniziale|iniziali|vorige|eerdere|oorspronkelijke|bovenstaande|предыдущие|предыдущих|прежние|исходную|之前|以前|原来|先前|上述|
    前の|poprzednie`,
  instruction: `instruction|instructions|instructed|task|tasks|request|requests|order|orders|command|commands|directive|directives|prompt|
    prompts|guideline|guidelines|rule|rules|assignment|assignments|job|procedure|objective|goal|mission|step|steps|anweisung|anweisungen|
    aufgabe|aufgaben|auftrag|auftrage|befehl|befehle|regel|regeln|schritt|schritte|instructions|tache|taches|consigne|consignes|ordre|
    ordres|regle|regles|demande|etape|etapes|instruccion|instrucciones|tarea|tareas|orden|ordenes|regla|reglas|solicitud|paso|pasos|istruzione|istruzioni|
    compito|compiti|ordine|ordini|regola|regole|richiesta|passo|instrucao|instrucoes|tarefa|tarefas|ordem|ordens|regra|regras|pedido|
    instructie|instructies|taak|taken|opdracht|opdrachten|verzoek|инструкция|инструкции|инструкций|задача|задачу|задание|задания|указания|
    команду|правило|правила|指令|任务|指示|命令|规则|要求|請求|タス|ルー|polecenia|zadanie`,
  order: `before|first|firstly|until|once|immediately|now|urgent|urgently|asap|beforehand|afterwards|then|next|right away|promptly|without delay|
    prerequisite|precondition|zuerst|bevor|vorher|sofort|umgehend|jetzt|danach|anschliessend|dringend|zunachst|erst|dabord|avant|
    immediatement|maintenant|ensuite|urgent|prealable|tout dabord|sitot|antes|primero|inmediatamente|ahora|luego|despues|urgente|previamente|
    prima|subito|immediatamente|adesso|ora|poi|dopo|innanzitutto|primeiro|imediatamente|agora|depois|eerst|voordat|onmiddellijk|nu|meteen|
    daarna|dringend|сначала|прежде|немедленно|срочно|сейчас|затем|потом|首先|立即|马上|现在|然后|之后|先に|まず|直ち|すぐ|najpierw|natychmiast`,
  secrecy: `secret|secretly|silently|quietly|confidential|confidentially|discreetly|discreet|hide|conceal|mention|mentioning|tell|telling|
    reveal|disclose|inform|informing|notify|notifying|unnoticed|background|acknowledge|acknowledging|heimlich|stillschweigend|
    unauffallig|erwahne|erwahnen|verrate|vertraulich|verschweige|mentionner|mentionnez|mentionne|discretement|silencieusement|cachez|
    revelez|dites|informez|mencionar|menciones|mencione|discretamente|silencio|ocultar|oculta|reveles|avisar|informes|menzionare|menzionarlo|
    segretamente|silenziosamente|riservato|rivelare|dire|mencione|sigilosamente|silenciosamente|esconda|revele|avise|vermeld|vermelden|
    stilletjes|geheim|verberg|vertel|не упоминай|упоминай|упоминайте|тайно|сообщай|сообщайте|говори|скрытно|незаметно|别说|告诉|提及|秘密|保密|隐瞒|言わ|知ら`,
  user: `user|users|owner|human|humans|customer|principal|operator|person|requester|employer|nutzer|nutzers|benutzer|benutzers|anwender|
    besitzer|utilisateur|utilisateurs|proprietaire|usuario|usuarios|dueno|utente|utenti|proprietario|gebruiker|gebruikers|eigenaar|
    пользователь|пользователю|пользователя|владелец|用户|使用|ユー|利用|uzytkownik`,
  authority: `system|admin|administrator|administrators|security|policy|policies|compliance|authorized|authorised|approved|official|protocol|
    maintenance|verification|verified|developer|developers|mandated|regulation|audit|supervisor|platform|administration|management|headquarters|
    root|trusted|escalated|systems|sicherheit|verwaltung|richtlinie|genehmigt|administrateur|securite|politique|conformite|autorise|
    administrador|seguridad|politica|autorizado|cumplimiento|amministratore|sicurezza|conformita|autorizzato|seguranca|conformidade|
    beheerder|beveiliging|beleid|администратор|система|системы|безопасность|безопасности|политика|系统|管理|安全|政策|合规|シス`,
  send: `send|sends|sending|email|emails|mail|forward|forwarding|transmit|post|posting|publish|upload|share|sharing|submit|message|invite|deliver|
    dispatch|exfiltrate|relay|report|ping|notify|sende|senden|schicke|schicken|weiterleiten|leite|ubermittle|teile|veroffentliche|poste|lade|
    einladen|envoie|envoyez|envoyer|transmettez|transferez|partagez|publiez|invitez|poste|envia|envie|enviar|reenvia|reenvie|publica|publique|
    comparte|comparta|invita|invite|sube|suba|invia|inviare|inoltra|inoltrare|condividi|pubblica|carica|encaminhe|compartilhe|publique|convide|
    stuur|verstuur|deel|plaats|upload|отправь|отправьте|перешли|перешлите|поделись|опубликуй|опубликуйте|发送|转发|分享|上传|发布|邀请|送信|転送|共有|wyslij`,
  execute: `run|execute|executing|call|invoke|use|using|open|visit|fetch|download|install|click|navigate|load|launch|start|perform|carry|follow|
    obey|comply|go|browse|query|look|search|fuhre|fuhren|ausfuhren|rufe|aufrufen|verwende|nutze|besuche|offne|installiere|befolge|starte|
    executez|execute|lancez|appelez|utilisez|ouvrez|visitez|installez|telechargez|suivez|effectuez|ejecuta|ejecute|ejecutar|llama|usa|use|
    utiliza|utilice|abre|abra|visita|visite|instala|descarga|sigue|realiza|realice|esegui|eseguire|chiama|utilizza|apri|visita|installa|scarica|segui|
    execute|chame|abra|acesse|instale|baixe|siga|faca|voer|gebruik|open|bezoek|installeer|volg|выполни|выполните|запусти|запустите|вызови|
    вызовите|открой|откройте|используй|используйте|следуй|执行|运行|调用|使用|打开|访问|下载|安装|遵循|実行|呼び|開い|uruchom|wykonaj`,
  change: `delete|deleting|remove|update|change|modify|write|add|append|create|book|reserve|schedule|cancel|disable|enable|grant|approve|merge|
    commit|store|save|remember|record|set|edit|rename|move|assign|switch|reset|erase|overwrite|accept|reject|close|push|revoke|register|recommend|rate|
    losche|losche|entferne|aktualisiere|andere|schreibe|fuge|erstelle|buche|reserviere|deaktiviere|genehmige|speichere|setze|merke|supprimez|supprime|
    modifiez|ecrivez|ajoutez|creez|reservez|desactivez|approuvez|enregistrez|changez|elimina|elimine|borra|borre|actualiza|actualice|cambia|cambie|
    escribe|escriba|anade|anada|agrega|crea|cree|reserva|reserve|desactiva|aprueba|guarda|guarde|cancella|rimuovi|aggiorna|modifica|scrivi|aggiungi|
    crea|prenota|disattiva|approva|salva|exclua|apague|atualize|altere|escreva|adicione|crie|reserve|desative|aprove|salve|verwijder|wijzig|
    schrijf|voeg|maak|boek|schakel|keur|bewaar|удали|удалите|измени|измените|запиши|запишите|добавь|добавьте|создай|создайте|забронируй|отключи|
    删除|修改|写入|添加|创建|预订|更新|保存|禁用|批准|削除|変更|追加|作成|予約|usun|dodaj`,
  sensitive: `password|passwords|credential|credentials|token|tokens|key|keys|api|login|otp|pin|contacts|balance|iban|passport|ssh|env|private|
    personal|history|database|secrets|code|codes|2fa|inbox|files|documents|addresses|passwort|passworter|zugangsdaten|schlussel|kennwort|
    kontakte|kontostand|personliche|mot de|passe|identifiants|cle|cles|jeton|contactos|contrasena|contrasenas|credenciales|clave|claves|
    datos|chiave|chiavi|credenziali|password|dati|contatti|senha|senhas|credenciais|chave|chaves|dados|contatos|wachtwoord|wachtwoorden|
    sleutel|gegevens|пароль|пароли|пароля|ключ|ключи|данные|токен|密码|密钥|令牌|凭据|数据|个人|パス|キー|haslo`,
  purpose: `otherwise|cannot|unable|blocked|continue|proceed|complete|completed|finish|finished|resume|solve|valid|invalid|incomplete|expire|
    expires|failure|fail|fails|done|rejected|accepted|sonst|andernfalls|fortfahren|abschliessen|erledigt|weiter|abgeschlossen|sinon|
    continuer|poursuivre|terminer|termine|accompli|contrario|continuar|completar|completada|completado|terminar|altrimenti|continuare|procedere|
    completare|completato|caso contrario|prosseguir|concluir|concluida|anders|doorgaan|voltooid|afronden|иначе|продолжить|продолжай|завершить|
    завершена|выполнена|否则|继续|完成|才能|さも|続行|完了`,
  negation: `not|never|don|dont|no|without|nor|neither|avoid|nicht|kein|keine|niemals|ohne|nie|ne|pas|jamais|sans|aucun|no|nunca|sin|ningun|
    ninguna|non|mai|senza|nessun|nao|nunca|sem|nenhum|niet|geen|nooit|zonder|не|никогда|без|никому|不要|不得|勿|切勿|不能|ない|しな|nie`,
  spread: `copy|repeat|include|paste|insert|reproduce|propagate|verbatim|unchanged|everyone|everywhere|onward|footer|header|successor|
    colleagues|team|shared|notebook|memory|wiki|pass|passed|kopiere|wiederhole|ubernimm|unverandert|weitergeben|alle|copiez|repetez|
    incluez|inserez|reproduisez|tous|copia|copie|repite|repita|incluye|incluya|pega|todos|cada|ripeti|includi|incolla|tutti|ogni|
    repita|inclua|cole|kopieer|herhaal|plak|iedereen|скопируй|скопируйте|повтори|вставь|всем|каждый|复制|重复|粘贴|所有|每个|コピ|すべ`,
  answer: `reply|respond|answer|response|output|say|print|summary|summarize|conclude|display|show|antworte|antwort|antworten|sage|ausgabe|
    repondez|reponse|repondre|affichez|responde|responda|respuesta|muestra|rispondi|risposta|mostra|responda|resposta|mostre|antwoord|
    toon|ответь|ответьте|ответ|ответе|回答|回复|输出|答案|返信|回答|表示`,
  please: `please|kindly|bitte|plait|favor|favore|alstublieft|alsjeblieft|пожалуйста|请|請|くだ|下さ|prosze`,
  tool: `tool|tools|function|functions|command|shell|script|browser|plugin|endpoint|terminal|webhook|curl|bash|python|werkzeug|werkzeuge|
    funktion|outil|outils|fonction|herramienta|herramientas|funcion|strumento|strumenti|funzione|ferramenta|ferramentas|funcao|hulpmiddel|
    functie|инструмент|инструменты|функцию|工具|函数|ツー|関数`,
  notice: `notice|attention|reminder|warning|alert|announcement|note|message|urgent|nb|ps|update|disclaimer|important|todo|hinweis|achtung|
    warnung|mitteilung|nachricht|avis|remarque|avertissement|rappel|aviso|atencion|advertencia|nota|mensaje|recordatorio|avviso|attenzione|
    avvertenza|promemoria|messaggio|atencao|lembrete|mensagem|let op|melding|bericht|opmerking|внимание|уведомление|сообщение|примечание|
    напоминание|注意|通知|提示|提醒|お知`,
  manual: `example|examples|usage|install|installation|documentation|docs|section|see|default|defaults|returns|option|options|version|
    parameter|parameters|license|readme|changelog|chapter|guide|tutorial|figure|table|optional|supported|deprecated|contributing|issue|
    contributors|beispiel|siehe|exemple|voir|ejemplo|vease|esempio|vedi|exemplo|veja|voorbeeld|zie|пример|смотри|例如|示例|参见`,
  'about-attacks': `injection|injections|attack|attacks|attacker|attackers|malicious|phishing|victim|payload|payloads|researchers|researcher|
    suspicious|adversary|adversarial|exploit|exploits|vulnerability|vulnerabilities|hijack|hijacked|jailbreak|threat|mitigation|angriff|
    angreifer|schadhaft|attaque|attaquant|malveillant|ataque|atacante|malicioso|attacco|aggressore|atacante|aanval|aanvaller|атака|
    злоумышленник|вредоносный|攻击|恶意|注入|攻撃`,
  me: `i|me|my|mine|we|us|our|ours|im|ich|mir|mich|mein|meine|meinem|wir|uns|unser|moi|mon|ma|mes|nous|notre|yo|mi|mis|nosotros|nuestro|io|mio|
    mia|noi|nostro|eu|meu|minha|nos|nosso|ik|mij|mijn|wij|ons|onze|я|мне|мой|моя|мы|нам|наш|我|我们|我的|私|僕`,
  scope: `all|any|every|each|everything|anything|whatever|only|exactly|entire|full|always|whenever|alle|jede|jeden|jedes|immer|nur|genau|tout|
    toute|toutes|tous|chaque|toujours|exactement|todo|toda|todas|cada|siempre|exactamente|tutto|tutte|sempre|esattamente|sempre|exatamente|alles|
    elke|altijd|все|всё|каждый|всегда|только|一律|全部|总是|所有|常に`,
  refuse: `refuse|refusing|decline|stop|cease|reject|boycott|strike|withhold|resist|sabotage|deny|verweigere|ablehnen|weigere|refusez|refuser|
    rechaza|rechace|niegate|rifiuta|rifiutare|recuse|weiger|откажись|откажитесь|отказывайся|拒绝|停止|拒否`,
  money: `pay|payment|transfer|wire|money|amount|account|bank|invoice|refund|usd|eur|dollars|euros|bitcoin|wallet|purchase|buy|uberweise|
    uberweisen|uberweisung|konto|zahlung|zahle|kaufe|virement|virez|payez|compte|paiement|argent|transfiere|transfiera|transferencia|paga|pague|
    cuenta|dinero|trasferisci|bonifico|conto|denaro|acquista|transfira|conta|pagamento|dinheiro|compre|overmaken|maak|betaal|rekening|
    переведи|переведите|оплати|счет|деньги|转账|付款|账户|汇款|支付|購入|振込`,
  thanks: `thanks|thank|regards|sincerely|cheers|signed|danke|grusse|grussen|merci|cordialement|gracias|saludos|atentamente|grazie|saluti|
    obrigado|obrigada|atenciosamente|bedankt|groeten|спасибо|уважением|谢谢|感谢|感謝`,
};
