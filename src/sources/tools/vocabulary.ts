import type { Channel } from '../../fleet/index.ts';

/** What a tool does with its artifact, as far as its name says. */
export type Action = 'read' | 'search' | 'write' | 'append' | 'edit' | 'delete';

const list = (words: string): string[] => words.trim().split(/\s+/);
const table = <T>(entries: [T, string][]): Map<string, T> =>
  new Map(entries.flatMap(([value, words]) => list(words).map((word): [string, T] => [word, value])));

/** Verbs that say by themselves whether a tool reads or writes. The first one in a name decides. */
export const VERBS = table<Action>([
  ['read', 'read get fetch list retrieve view show browse download receive poll pull inspect describe cat scan crawl'],
  ['read', 'scrape visit navigate peek export extract dump print tail head watch collect select consume dequeue goto'],
  ['search', 'search find query lookup recall grep glob'],
  [
    'write',
    'write save store put set create insert upsert update post send publish push submit reply respond remember',
  ],
  ['write', 'memorize memorise upload commit forward notify broadcast tell announce emit enqueue add persist'],
  ['write', 'assign dispatch delegate handoff ask instruct escalate flag annotate draft compose tweet retain ingest'],
  ['append', 'append prepend extend'],
  ['edit', 'edit modify patch replace rename'],
  ['delete', 'delete remove forget purge unlink erase drop clear'],
]);

/**
 * Words that are a verb in one tool's name and a noun in another's: they decide only where no verb of `VERBS` does, and
 * count as writing only when the call carries a text to write.
 */
export const WEAK_VERBS = table<Action>([
  [
    'write',
    'comment note record message log email mail memo share report review open register mark schedule dm sms whisper',
  ],
  ['append', 'journal diary'],
]);

const NOUNS: [Channel, string][] = [
  [
    'memory',
    'memory memories remember recall memorize memorise note notes notebook memo memos kv scratchpad blackboard',
  ],
  [
    'memory',
    'knowledge diary journal fact facts entity entities observation observations vector embeddings archival lesson',
  ],
  ['memory', 'lessons learnings retain'],
  [
    'message',
    'message messages msg msgs mail mails email emails inbox outbox mailbox slack discord telegram teams sms dm',
  ],
  [
    'message',
    'chat channel channels comment comments issue issues pr pull review reviews reply replies thread threads',
  ],
  [
    'message',
    'discussion discussions forum ticket tickets notification notifications notify broadcast announcement a2a',
  ],
  ['message', 'conversation post posts tweet tweets whatsapp gmail outlook bulletin delegate handoff'],
  ['codebase', 'file files directory dir folder repo repository code workspace filesystem fs'],
  ['web', 'web url urls http https page pages site browser website webpage internet wiki google bing link html'],
];

/** Nouns of a tool's name, and the channel that they speak of. Earlier entries win over later ones of the same name. */
export const CHANNEL_NOUNS = table<Channel>(NOUNS);

/** Channels in the order in which their nouns win: `save_file_to_memory` is about memory. */
export const CHANNEL_ORDER: readonly Channel[] = ['memory', 'message', 'web', 'codebase'];

/** Arguments (folded names, see `foldName`) that hold what is written, or in a record what is read; best first. */
export const TEXT_FIELDS = list(`content contents text body newstring newstr newtext newcontent filetext value message
  data note memory fact comment markdown html payload observation observations prompt instructions instruction task
  description summary snippet statement entry item reply answer post tweet question request pagecontent document output
  oldcontent newsource excerpt`);

/** Fields that stand before the text as its heading: part of what was written and of what is read. */
export const HEADING_FIELDS = ['subject', 'title', 'heading'];

/** Fields that hold the text that an edit takes out. */
export const REMOVED_FIELDS = ['oldstring', 'oldstr', 'oldtext', 'old', 'search', 'find'];

export const PATH_FIELDS =
  list(`path filepath filename file targetfile absolutepath relativepath notebookpath destination
  dest target localpath outputpath uri`);
export const PATH_LIST_FIELDS = ['paths', 'files', 'filepaths', 'filenames'];
export const URL_FIELDS = ['url', 'uri', 'href', 'link', 'pageurl', 'endpoint', 'website', 'address'];

/** Fields that name one record, by channel, strongest first. */
export const RECORD_FIELDS: Record<'memory' | 'message' | 'web' | 'tool', string[]> = {
  memory: list('key recordid memoryid noteid entryid factid id uuid entityname slug path filepath filename file'),
  message: list('messageid msgid commentid emailid mailid postid replyid id ts messagets uuid'),
  web: list('pageid page slug path key id uuid'),
  tool: list('recordid key id uuid path uri'),
};

/** Fields that name a record where nothing stronger does, and where the tool's answer assigns no id. */
export const WEAK_RECORD_FIELDS = list('name title topic entity subjectname label');

/** Fields that name the store, collection or namespace that records are kept in. */
export const STORE_FIELDS = list(
  'store storeid collection namespace bank memorybank notebook notebookid vault table database db bucket space index',
);

/** Things that gather messages: the kind goes into the key, so that issue 5 and pull request 5 are two. */
export const THREAD_FIELDS: [string, string][] = [
  ['issue', 'issue'],
  ['issuenumber', 'issue'],
  ['issueid', 'issue'],
  ['issuekey', 'issue'],
  ['pr', 'pr'],
  ['prnumber', 'pr'],
  ['prid', 'pr'],
  ['pullnumber', 'pr'],
  ['pullrequest', 'pr'],
  ['pullrequestid', 'pr'],
  ['mergerequest', 'pr'],
  ['mergerequestiid', 'pr'],
  ['ticket', 'ticket'],
  ['ticketid', 'ticket'],
  ['discussion', 'discussion'],
  ['discussionnumber', 'discussion'],
  ['thread', ''],
  ['threadid', ''],
  ['threadts', ''],
  ['conversation', ''],
  ['conversationid', ''],
  ['channel', ''],
  ['channelid', ''],
  ['channelname', ''],
  ['room', ''],
  ['roomid', ''],
  ['board', ''],
  ['group', ''],
  ['forum', ''],
  ['mailbox', ''],
  ['inbox', ''],
  ['folder', ''],
  ['topic', ''],
];

/** Fields that name who a message goes to. Arrays are several recipients. */
export const RECIPIENT_FIELDS =
  list(`to recipient recipients toagent recipientid touser targetagent agent agentid agentname
  assignee user username userid email address`);

/** A name with one of these in it is about something: what its calls carry is a quotation, not a relay. */
export const REPORT_WORDS = new Set(
  list('review reviews report reports comment comments flag audit finding annotate critique'),
);

/** Fields that hold what is looked for. */
export const QUERY_FIELDS = list('query q pattern searchterm searchquery regex keywords terms');
