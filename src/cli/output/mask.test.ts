import { describe, expect, test } from 'vitest';
import { maskSecrets } from './mask.ts';

/** Put together here, so that no scanner takes this file for a leak. */
const made = (prefix: string, n: number, letters = 'aB3dE5gH7') => prefix + letters.repeat(n).slice(0, n);

describe('secrets are masked', () => {
  test.each([
    ['AWS', made('AKIA', 16, 'A2B3')],
    ['GitHub', made('ghp_', 36)],
    ['GitHub, fine-grained', made('github_pat_', 60)],
    ['GitLab', made('glpat-', 20)],
    ['Slack', made('xoxb-', 40, '12-aB')],
    ['Anthropic', made('sk-ant-', 60, 'api03-aB_9')],
    ['OpenAI', made('sk-proj-', 48)],
    ['Stripe', made('sk_live_', 24)],
    ['Google', made('AIza', 35)],
    ['npm', made('npm_', 36)],
    ['Hugging Face', made('hf_', 34)],
    ['JSON web token', [made('eyJ', 20), made('eyJ', 40), made('', 43)].join('.')],
    ['private key', `-----BEGIN RSA PRIVATE KEY-----\n${made('', 64)}\n${made('', 64)}\n-----END RSA PRIVATE KEY-----`],
    ['private key that is cut off', `-----BEGIN PRIVATE KEY-----\n${made('', 64)}`],
  ])('%s', (_, secret) => {
    for (const text of [secret, `before ${secret} after`, `{"key":"${secret}"}`, `(${secret})`]) {
      const masked = maskSecrets(text);
      expect(masked).toContain('[masked]');
      expect(masked).not.toContain(secret.slice(8, 20));
    }
    expect(maskSecrets(`before ${secret}`)).toMatch(/^before /);
  });

  test.each([
    ['password: hunter22', 'password: [masked]'],
    ['DB_PASSWORD=hunter22 make', 'DB_PASSWORD=[masked] make'],
    ['{"api_key": "hunter22"}', '{"api_key": "[masked]"}'],
    ['{\\"apiKey\\": \\"hunter22\\"}', '{\\"apiKey\\": \\"[masked]\\"}'],
    ['Authorization: Bearer hunter22', 'Authorization: Bearer [masked]'],
    ['"authorization":"Basic aHVudGVyMjI="', '"authorization":"Basic [masked]"'],
    ['postgres://bob:hunter22@db.internal/shop', 'postgres://bob:[masked]@db.internal/shop'],
    ['https://x-access-token:hunter22@github.com/a/b', 'https://x-access-token:[masked]@github.com/a/b'],
  ])('%s', (text, masked) => {
    expect(maskSecrets(text)).toBe(masked);
  });
});

describe('evidence is kept', () => {
  test.each([
    '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
    'sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
    '08c26d23-247b-4956-9529-b06def8cc053',
    'commit 3f846e97ab12cd34ef56ab78cd90ef12ab34cd56',
    '/srv/agents/very-long-folder-name/with_underscores/file.ts',
    'https://example.org/path?page=2#top',
    'toolu_01A09q90qw90lq917835lq9',
    'codebase:/srv/shop:src/secret-santa.ts',
    'the password is asked for at the door',
    'task-list of the sk-learn tutorial',
  ])('%s', (text) => {
    expect(maskSecrets(text)).toBe(text);
  });

  test('a text made to be slow is no delay', () => {
    const started = performance.now();
    for (const part of ['-----BEGIN PRIVATE KEY-----', 'eyJaaaaaaaa.', 'password', 'a://b:', 'sk-', 'authorization:'])
      maskSecrets(part.repeat(5000));
    expect(performance.now() - started).toBeLessThan(2000);
  });
});
