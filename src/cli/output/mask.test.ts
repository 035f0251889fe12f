import { describe, expect, test } from 'vitest';
import { MaskedNames, maskSecrets } from './mask.ts';

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
    ['Slack, app level', made('xapp-', 40, '1-A0B')],
    ['Telegram', `123456789:AA${made('', 33)}`],
    ['SendGrid', `SG.${made('', 22)}.${made('', 43)}`],
    ['PyPI', made('pypi-AgEI', 60)],
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
    ['redis://:hunter22@cache/0', 'redis://:[masked]@cache/0'],
    ['amqp://bob:p@ss@w0rd@queue/x', 'amqp://bob:[masked]@queue/x'],
    ['https://a1b2c3d4e5f6a7b8c9d0e1f2@git.internal/a', 'https://[masked]@git.internal/a'],
    ['https://hooks.slack.com/services/T01AB/B02CD/x9Y8z7', 'https://hooks.slack.com/services/[masked]'],
    ['https://discord.com/api/webhooks/123/abc-DEF', 'https://discord.com/api/webhooks/[masked]'],
    ['https://x.test/a?page=2&access_token=hunter22#top', 'https://x.test/a?page=2&access_token=[masked]#top'],
    ['https://x.test/a?X-Amz-Signature=0123abcd&b=1', 'https://x.test/a?X-Amz-Signature=[masked]&b=1'],
    ['curl --password hunter22 host', 'curl --password [masked] host'],
    ['Cookie: sid=hunter22; a=b', 'Cookie: [masked]'],
    ['CI_TOKEN=a1b2c3d4e5f6a7b8', 'CI_TOKEN=[masked]'],
    ['run_ghp_aB3dE5gH7aB3dE5gH7aB3dE5gH7', 'run_[masked]'],
    ['cut off inside ghp_aB3dE5', 'cut off inside [masked]'],
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
    'the sk-based-on-older-drafts-of-it branch',
    'https://example.org/a?page_token=2&keyboard=yes',
    'git@github.com:shop/api.git',
    'mailto:bob@example.org, https://bob@example.org/x',
    'input token: 1,024; "max_tokens": 4096',
    'a run with --skip-signature-check and --secret-santa',
    'message:slack:C012AB3CD:1700000000.000100',
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

test('masking twice changes nothing', () => {
  for (const text of ['a://b:c@d', 'Cookie: abcdefgh', '?token=abcdefgh', '--password abcdefgh', 'password=abcdefgh'])
    expect(maskSecrets(maskSecrets(text))).toBe(maskSecrets(text));
});

describe('names', () => {
  const [one, two] = [made('run-ghp_', 36), made('run-ghp_', 36, 'zY9xW8vU7')];

  test('stay distinct, and are the same each time', () => {
    const names = new MaskedNames();
    expect([one, two, one, 'plain'].map((name) => names.show(name))).toEqual([
      'run-[masked]',
      'run-[masked]~2',
      'run-[masked]',
      'plain',
    ]);
  });

  test('one that was made to look masked is not taken for another', () => {
    const names = new MaskedNames();
    const shown = [one, 'run-[masked]', 'run-[masked]~2', two].map((name) => names.show(name));
    expect(new Set(shown).size).toBe(4);
  });
});
