import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { askAll, openJudge } from './judge.ts';

const node = (script: string, timeoutSeconds = 10) =>
  openJudge({ name: 'j', command: [process.execPath, '-e', script], timeoutSeconds }, []);

async function ask(judge: ReturnType<typeof openJudge>, ...texts: string[]) {
  const yes: string[] = [];
  const account = await askAll(
    'j',
    judge,
    texts.map((text) => ({ text })),
    ({ text }, verdict) => verdict && yes.push(text),
  );
  return { yes, account };
}

const READ = `let s='';process.stdin.on('data',d=>s+=d).on('end',()=>{const q=JSON.parse(s);`;

describe('a command', () => {
  test('answers, and its cost is counted', async () => {
    const judge = node(`${READ}console.log(JSON.stringify({verdict:/bad/.test(q.text)?'yes':'no',cost:2}))})`);
    const { yes, account } = await ask(judge, 'good', 'bad', 'fine');
    expect(yes).toEqual(['bad']);
    expect(account).toMatchObject({ asked: 3, yes: 1, failed: 0, cost: 6 });
  });

  test('prose is no verdict', async () => {
    const { yes, account } = await ask(node(`console.log('Yes, this looks bad to me.')`), 'x');
    expect(yes).toEqual([]);
    expect(account.failures[0]).toMatch(/not JSON/);
  });

  test('a verdict of its own invention is none', async () => {
    const { account } = await ask(node(`console.log('{"verdict":"maybe"}')`), 'x');
    expect(account).toMatchObject({ failed: 1, yes: 0 });
  });

  test('one that hangs is killed', async () => {
    const started = performance.now();
    const { account } = await ask(node('setInterval(()=>{},1000)', 0.3), 'x');
    expect(account.failures[0]).toMatch(/no answer within 0.3 seconds/);
    expect(performance.now() - started).toBeLessThan(5000);
  });

  test('one that floods is stopped', async () => {
    const { account } = await ask(node(`for(;;)process.stdout.write('x'.repeat(1e5))`), 'x');
    expect(account.failed).toBe(1);
  });

  test('one that does not exist is asked no more after a few times', async () => {
    const judge = openJudge({ name: 'j', command: ['/no/such/judge'] }, []);
    const { account } = await ask(judge, ...Array.from({ length: 100 }, (_, i) => String(i)));
    expect(account.asked).toBeLessThan(20);
    expect(account.asked + account.unasked).toBe(100);
  });
});

describe('an address', () => {
  let server: Server;
  let url: string;
  beforeAll(async () => {
    server = createServer((request, response) => {
      if (request.url === '/elsewhere') response.writeHead(302, { location: '/judge' }).end();
      else if (request.url === '/hang') return;
      else response.end('{"verdict":"yes"}');
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  test('is refused unless its host is named', () => {
    expect(() => openJudge({ name: 'j', url: 'https://judge.example/v1' }, ['other.example'])).toThrow(
      /would send text of transcripts to judge\.example/,
    );
  });

  test('answers', async () => {
    const judge = openJudge({ name: 'j', url: `${url}/judge` }, [new URL(url).host]);
    expect((await ask(judge, 'x')).yes).toEqual(['x']);
  });

  test('does not lead to another address, and does not wait for ever', async () => {
    const allowed = [new URL(url).host];
    const led = await ask(openJudge({ name: 'j', url: `${url}/elsewhere` }, allowed), 'x');
    expect(led.account.failed).toBe(1);
    const waited = await ask(openJudge({ name: 'j', url: `${url}/hang`, timeoutSeconds: 0.3 }, allowed), 'x');
    expect(waited.account.failures[0]).toMatch(/no answer/);
  });
});
