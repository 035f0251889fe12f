/**
 * Secrets that a transcript may hold, masked in everything that Cordon writes. Only what is recognisable for certain or
 * stands behind a telling name: a guess by entropy would also mask hashes and ids, which are evidence.
 */

const MASK = '[masked]';

/** Issuers' own formats. */
const TOKENS: RegExp[] = [
  /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g,
  /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/g, // AWS access key id
  /\bgh[pousr]_[A-Za-z0-9]{20,}/g, // GitHub tokens
  /\bgithub_pat_[A-Za-z0-9_]{20,}/g,
  /\bglpat-[A-Za-z0-9_-]{16,}/g, // GitLab
  /\bxox[abeoprs]-[A-Za-z0-9-]{10,}/g, // Slack
  /\bsk-(?:ant-|proj-|or-)?[A-Za-z0-9_-]{20,}/g, // model services
  /\bsk_(?:live|test)_[A-Za-z0-9]{16,}/g, // Stripe
  /\bAIza[A-Za-z0-9_-]{30,}/g, // Google
  /\bya29\.[A-Za-z0-9_-]{20,}/g,
  /\bnpm_[A-Za-z0-9]{30,}/g,
  /\bhf_[A-Za-z0-9]{25,}/g,
  /\beyJ[A-Za-z0-9_-]{8,}\.eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]+/g, // JSON web tokens
];

/** A name that says what follows: `password: …`, `API_KEY=…`, `Authorization: Bearer …`, `user:pass@host`. */
const NAMED: [RegExp, string][] = [
  [/(\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s:/@]{1,64}:)[^\s/@]{1,128}(?=@)/gi, `$1${MASK}`],
  [/\b((?:proxy-)?authorization\\*["']?\s*[:=]\s*\\*["']?(?:bearer|basic|token)\s+)[^\s"'\\,;]+/gi, `$1${MASK}`],
  [
    /\b((?:[A-Za-z0-9_-]{0,40}(?:password|passwd|secret|api[_-]?key|access[_-]?key|auth[_-]?token|access[_-]?token|private[_-]?key))\\*["']?\s*[:=]\s*\\*["']?)(?!\[masked)[^\s"'\\,;]{6,}/gi,
    `$1${MASK}`,
  ],
];

export function maskSecrets(text: string): string {
  let masked = text;
  for (const token of TOKENS) masked = masked.replace(token, MASK);
  for (const [pattern, to] of NAMED) masked = masked.replace(pattern, to);
  return masked;
}
