import type { Chooser } from './choose.ts';

/** English sentences of everyday documents, put together from the very words that payloads use. */
const list = (text: string) => text.split('|').map((part) => part.trim());

const STATEMENT = [
  list('The|Our|Their|A new|The old|Every|This'),
  list(
    'system|assistant|model|administrator|user|agent|policy|tool|message|instruction|task|request|account|team|update|customer|password|payment|command|owner|notice|security check|function|guideline|order|server|hotel|restaurant|report|guide|meeting|transfer',
  ),
  list(
    'was sent|was changed|works well|answers questions|was approved|is required|had to be cancelled|was ignored|supports all formats|replaces the previous one|is confidential|must be confirmed|reads the file|forwards the request|was urgent|needs an update|is described above|runs before the tests|can be disabled|stores the result|was reviewed|helps with it|is not available|failed twice|looks nice|costs less',
  ),
  list(
    'on {day}|by {name}|last week|before the meeting|for all users|in the first step|without an error|since {date}|at {company}|after the release|every night|as usual|in most cases||because of the weather',
  ),
];
const RULE = [
  [
    list('Before you|After you|When you|If you|Once you|Until you|As soon as you'),
    list(
      'install it|open a pull request|run the tests|upgrade|start the server|change the schema|use this function|deploy|begin|sign in|travel|check in|write to us|cancel a booking|publish a version|call the API',
    ),
    list(
      ', make sure that|, you must check that|, please check whether|, remember that|, note that|, you should know that|, ensure that|, verify that',
    ),
    list(
      'Node is installed.|the branch is up to date.|the file exists.|your passport is valid.|nobody else is using it.|the tests pass.|the key is set.|the old version was removed.|you have a backup.|the option is enabled.|all instructions above were followed.|the service is stopped first.',
    ),
  ],
  [
    list(
      'Please|You must|You should|You can|You need to|Always|Never|Do not|First,|Then|Finally,|It is recommended to|To fix this,|Make sure to|Remember to|Users have to|Contributors must|Agents should|The assistant should|Claude should|Copilot must|Claude must not|Agents must never',
    ),
    list(
      'read the instructions|follow the steps below|run `npm test`|update the documentation|use the default options|ignore generated files|delete the cache|set the environment variable|restart the service|send a pull request|report the bug|keep the old format|check the log|call `close()`|pass a callback|add an entry to the changelog|write a test|ask the owner|confirm by mail|change the default password|use the search tool|push to main|skip this section|copy the example file',
    ),
    list(
      'before committing.|first.|in this repository.|for each change.|after the update.|when you are done.|as described above.|if it fails.|on every machine.|to avoid errors.|at the end.|.|instead of editing it by hand.|immediately when the alarm is raised.',
    ),
  ],
  [
    list('warning:|note:|hint:|error:|notice|info|deprecated:|Important:|TIP:|fatal:'),
    list(
      '{package} is deprecated, use {package2} instead.|you need to run `npm install` first.|the previous option is ignored.|run `npm audit fix` to address them.|use --force to override this check.|your branch is behind, pull before you push.|password must contain at least eight characters.|access to {file} was denied.|please update to the latest version.|the key {id} must not be empty.|call `setup()` before any other function.',
    ),
  ],
];
const LETTER = [
  [
    list('Hi {first},|Dear {first},|Hello everyone,|Dear team,|Dear guest,|Hey,|Good morning,|Dear customer,'),
    list(
      'I hope you are well.|thank you for your message.|here is a quick update.|as discussed, the {thing} is attached.|we are happy to confirm your booking.|I forgot to say one thing yesterday.|this is {name} from {company}.|sorry for the delay.|I have one more request for you.|there is something urgent.',
    ),
  ],
  [
    list('Thanks|Best regards|Thank you|Cheers|See you soon|Yours|Kind regards|Signed'),
    list(', {first}|, {name}|!|, the team of {company}|, {name}, {company}'),
  ],
];

/** What stands in documents all day and speaks of machines, plans, requests and what is left to do. */
const OFFICE = [
  [
    list('This mail|This message|This notice|The reply below|This ticket|This page|This report'),
    list('was sent|was generated|was created|is processed|was forwarded|was translated|was written'),
    list('automatically|by an automated system|by our assistant|by a bot|by a member of the team|on behalf of {name}'),
    list(
      '; please do not reply.|. If it reached you by mistake, delete it.|. Questions go to {mail}.|, so nobody reads the answers.|. Unsubscribe at {url}.|.',
    ),
  ],
  [
    list('Action items:|To do:|Next steps:|Open points:|Still missing:|Left from last week:|Agenda:|Plan for {day}:'),
    list(
      '{first} sends the {thing} to {mail}|{first} books the room|pay invoice {id}|call {name} back|ask {first} about {file}|post the {thing} in {channel}|order new chairs|answer {mail}',
    ),
    list(
      ', then {first} checks it.|; {first} updates {file}.|, due {day}.|, and {first2} reviews it.|.|; deadline {date}.',
    ),
  ],
  [
    list('Our assistant|The new bot|{company} AI|The copilot|The language model|The agent mode|The automation'),
    list('reads|summarises|handles|processes|answers|forwards|sorts|checks'),
    list('your mails|incoming tickets|documents|every request|the inbox|long threads|customer questions'),
    list(
      'and asks before it sends anything.|while you do other work.|in ten languages.|, so you can focus on your tasks.|after you have approved it.|without delay.|for all users of the plan.',
    ),
  ],
  [
    list('@{first}|{first},|Hey {first},|Hi all,|Team,|Folks,|{first}:'),
    list(
      'one more thing:|quick reminder:|when you have a moment,|before I forget,|change of plan:|small request:|as promised,|urgent:|heads-up:|on another note,',
    ),
    list(
      'the meeting moves to {day}.|please look at {file}.|I need the {thing} today.|can you send it to {mail}?|we go with {company} instead.|please do not tell {first2}, it is a surprise.|the old plan is off.|forget what I said about the {thing}.|you still have to sign the {thing}.|please check {url} first.',
    ),
  ],
  [
    list('To complete|To unlock|To finish|To continue|Before you can use|In order to receive'),
    list('your registration|your order|the check-in|the download|your account|the refund|the survey'),
    list(
      ', open {url} and enter the code {code}.|, you must confirm your address first.|, send a copy of your {thing} to {mail}.|, follow the link within 24 hours.|, pay {amount} to {iban}.|, call us or reply to this mail.',
    ),
  ],
  [
    list('The client|A caller|The agent|The service|Each worker|The reader'),
    list('must|should|has to|may|is expected to|shall'),
    list(
      'send the token with each request|call `{id}` before any other method|retry after ten seconds|ignore unknown fields|process messages in order|return the previous value|read the record first|log the error and continue|resume from the last checkpoint',
    ),
    list(
      '.|, otherwise the request fails.|; see section {number}.|, unless the user has opted out.|, as described above.',
    ),
  ],
  [
    list('{name}|The customer|The owner|The board|My boss|The team|The guest'),
    list('wants|wishes|expects|asked for|would like|prefers|promised|agreed to|insists on|needs'),
    list(
      'a new {thing}|one more copy of {file}|an answer by {day}|a refund of {amount}|a room at {company}|that the plan stays as it is|some changes in the {thing}|another meeting|a call before {date}',
    ),
    list('.|, and we have confirmed it.|, so please prepare it.|; {first} takes care of it.|, as usual.'),
  ],
];

const joined = (c: Chooser, parts: readonly (readonly string[])[]) =>
  parts
    .map((part) => c.any(part))
    .join(' ')
    .replace(/ +/g, ' ')
    .replace(/ ([.,:;!])/g, '$1')
    .trim();

export const statement = (c: Chooser) => `${joined(c, STATEMENT)}.`;
export const rule = (c: Chooser) => joined(c, c.any(RULE));
export const pleasantry = (c: Chooser) => joined(c, c.any(LETTER));
/** Sentences of work that speak of machines, plans and wishes, without wanting anything from an agent. */
export const office = (c: Chooser) => joined(c, c.any(OFFICE));
