/**
 * Secrets that telemetry may hold, masked in everything that Cordon writes. Only what is recognisable for certain or
 * stands behind a telling name: a guess by entropy would also mask hashes and ids, which are evidence.
 */

const MASK = '[masked]';

/** Issuers' own formats: how a token begins, the letters that follow, and how many of them there are at least. */
const ISSUED: readonly [begin: string, letters: string, least: number][] = [
  ['(?:AKIA|ASIA)', '[A-Z0-9]', 16], // AWS access key id
  ['gh[pousr]_', '[A-Za-z0-9]', 20], // GitHub
  ['github_pat_', '[A-Za-z0-9_]', 20],
  ['gl(?:pat|rt|ptt|dt|cbt|oas|soat|ft|imt|agent)-', '[A-Za-z0-9_-]', 16], // GitLab
  ['xox[abceoprs]-', '[A-Za-z0-9-]', 10], // Slack
  ['xapp-', '[A-Za-z0-9-]', 10],
  ['sk-(?:ant|proj|or|svcacct|admin)-', '[A-Za-z0-9_-]', 20], // model services
  ['(?:gsk_|xai-|pplx-|r8_|tvly-)', '[A-Za-z0-9_-]', 20],
  ['(?:sk|rk)_(?:live|test)_', '[A-Za-z0-9]', 16], // Stripe
  ['whsec_', '[A-Za-z0-9]', 16],
  ['AIza', '[A-Za-z0-9_-]', 30], // Google
  ['(?:ya29\\.|GOCSPX-)', '[A-Za-z0-9_-]', 20],
  ['npm_', '[A-Za-z0-9]', 30],
  ['pypi-AgEI', '[A-Za-z0-9_-]', 20],
  ['hf_', '[A-Za-z0-9]', 25], // Hugging Face
  ['SG\\.[A-Za-z0-9_-]{10,}\\.', '[A-Za-z0-9_-]', 10], // SendGrid
  ['dop_v1_', '[a-f0-9]', 32], // DigitalOcean
  ['shp(?:at|ca|pa|ss)_', '[A-Fa-f0-9]', 16], // Shopify
  ['(?:dckr_pat_|hv[sb]\\.|glsa_|figd_|ntn_|lin_api_)', '[A-Za-z0-9_-]', 16],
  ['ATATT3', '[A-Za-z0-9_=-]', 20], // Atlassian
  ['AGE-SECRET-KEY-1', '[A-Z0-9]', 20],
];

/** A passage may be cut inside a token: at its end, the beginning of one is enough. */
const TOKEN = new RegExp(
  `(?<![A-Za-z0-9])(?:${ISSUED.map(([begin, letters, least]) => `${begin}${letters}{${least},}`).join('|')}|` +
    `(?:${ISSUED.filter(([begin]) => /[_-]\)?$/.test(begin))
      .map(([begin]) => begin)
      .join('|')})[A-Za-z0-9_-]{4,}$)`,
  'g',
);

const SECRETS: RegExp[] = [
  /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g,
  TOKEN,
  // A key without an issuer's name has digits; a name in kebab case seldom has.
  /(?<![A-Za-z0-9])sk-(?=[A-Za-z_-]{0,60}[0-9])[A-Za-z0-9_-]{20,}/g,
  /\beyJ[A-Za-z0-9_-]{8,}\.eyJ[A-Za-z0-9_-]{8,}(?:\.[A-Za-z0-9_-]*)?/g, // JSON web tokens
  /(?<![A-Za-z0-9])[0-9]{8,10}:AA[A-Za-z0-9_-]{30,}/g, // Telegram bots
];

const NAME =
  '(?:password|passwd|passphrase|secret|api[_-]?key|access[_-]?key|auth[_-]?token|access[_-]?token|private[_-]?key)';
const QUERY =
  '(?:[a-z0-9_-]{0,40}(?:token|secret|password|passwd|signature|credential|api[_-]?key|access[_-]?key)|key|sig|pwd|pass|auth|code)';

/** What stands around tells that a secret follows. */
const NAMED: [RegExp, string][] = [
  // Whoever has the address of a web hook can post to it.
  [
    /\b(hooks\.slack(?:-gov)?\.com\/(?:services|workflows|triggers)\/|discord(?:app)?\.com\/api\/(?:v\d+\/)?webhooks\/|[a-z0-9.-]{0,60}webhook\.office\.com\/webhookb2\/|chat\.googleapis\.com\/v1\/spaces\/|api\.telegram\.org\/bot)[A-Za-z0-9%_:@/?&=.+-]{6,}/gi,
    `$1${MASK}`,
  ],
  // user:password@host; a password may hold @ itself. A long user name with digits and no password is a token.
  [/(\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s:/@"'<>]{0,64}:)[^\s/"'<>]{1,256}(?=@)/gi, `$1${MASK}`],
  [/(\bhttps?:\/\/)(?=[A-Za-z_-]{0,60}[0-9])[A-Za-z0-9_-]{20,256}(?=@)/gi, `$1${MASK}`],
  [new RegExp(`([?&;]${QUERY}=)(?!\\[masked)[^\\s&;#"'<>\\\\]{6,}`, 'gi'), `$1${MASK}`],
  [/\b((?:proxy-)?authorization\\*["']?\s*[:=]\s*\\*["']?(?:bearer|basic|token)\s+)[^\s"'\\,;]+/gi, `$1${MASK}`],
  [/\b((?:set-)?cookie\\*["']?\s*:\s*\\*["']?)(?!\[masked)[^\s"'\\][^\r\n"'\\]{5,}/gi, `$1${MASK}`],
  [
    new RegExp(
      `\\b((?:[A-Za-z0-9_-]{0,40}${NAME})\\\\*["']?\\s*[:=]\\s*\\\\*["']?)(?!\\[masked)[^\\s"'\\\\,;]{6,}`,
      'gi',
    ),
    `$1${MASK}`,
  ],
  // `token` alone also names what is counted or parsed: only what looks like one.
  [
    /\b((?:[A-Za-z0-9_-]{0,40}token)\\*["']?\s*[:=]\s*\\*["']?)(?=[^\s"'\\,;]{0,60}[0-9])[A-Za-z0-9_.+/=~-]{16,}/gi,
    `$1${MASK}`,
  ],
  [
    new RegExp(`((?<![\\w-])--?(?:[a-z0-9-]{0,40}${NAME}|token|pass)\\s+["']?)(?![-[])[^\\s"'\\\\,;]{6,}`, 'gi'),
    `$1${MASK}`,
  ],
];

/** Every pattern needs one of these: most names have none, and are passed on at once. */
const MAYBE =
  /[:=@?]|_|sk-|AKIA|ASIA|AIza|xox|xapp-|gl[a-z]+-|xai-|pplx-|tvly-|ya29|GOCSPX|pypi-|SG\.|eyJ|hv[sb]\.|ATATT3|AGE-|--|cookie|secret|-p/i;

/** The text with every secret that can be recognised replaced by `[masked]`. Masking twice changes nothing. */
export function maskSecrets(text: string): string {
  if (!MAYBE.test(text)) return text;
  let masked = text;
  for (const secret of SECRETS) masked = masked.replace(secret, MASK);
  for (const [pattern, to] of NAMED) masked = masked.replace(pattern, to);
  return masked;
}

/** Longest name shown, characters: an address may be long, and a name of a megabyte is no name. */
const MAX_NAME = 2000;

/**
 * Names (ids of sessions and artifacts, agents, paths) with their secrets masked and cut to 2,000 characters, each still
 * its own: of several that look the same then, the first is shown so and the others get a number (`run-[masked]~2`). The
 * same names in the same order give the same result, so outputs of one telemetry can be joined. No digest of the secret
 * is shown: it would let a guess be checked.
 */
export class MaskedNames {
  private readonly shown = new Map<string, string>();
  private readonly taken = new Set<string>();
  private readonly counts = new Map<string, number>();

  show(name: string): string {
    const known = this.shown.get(name);
    if (known !== undefined) return known;
    const masked = cut(maskSecrets(name));
    // A name that was made to look masked or cut takes its number too.
    if (masked === name && !name.includes(MASK) && name.length < MAX_NAME) return name;
    let own = masked;
    let count = this.counts.get(masked) ?? 1;
    while (this.taken.has(own)) own = `${masked}~${++count}`;
    this.counts.set(masked, count);
    this.taken.add(own);
    this.shown.set(name, own);
    return own;
  }
}

function cut(name: string): string {
  return name.length <= MAX_NAME ? name : `${name.slice(0, MAX_NAME - 501)}…${name.slice(-500)}`;
}
