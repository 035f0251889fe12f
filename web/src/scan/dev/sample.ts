import type { ScanDocument } from '../../../../src/fleet/scan-document.ts';

const NASTY = '<script>window.__owned = 1</script>\u001b[31mred\u202egnp.exe';

/**
 * A made document for development and tests: an agent that answers itself with a personal token, and one that may push
 * what both of them load.
 *
 * @param hostile names and reasons carry markup and characters that cannot be seen
 * @param agents further agents, each of which reads the shared file
 */
export function sampleDocument({ hostile = false, agents = 0 } = {}): ScanDocument {
  const nasty = hostile ? NASTY : '';
  const file = '.github/workflows/answer.yml';
  const approvals = (min: number, max: number, assumes: string[] = []) => ({ min, max, assumes });
  const edge = (from: string, to: string, kind: ScanDocument['edges'][number]['kind'], line: number, most = 0) => ({
    from,
    to,
    kind,
    gate: null,
    file,
    line,
    reason: `${kind} ${to}${nasty}`,
    approvals: approvals(0, most, most > 0 ? ['the default branch takes a direct push'] : []),
  });
  const more = Array.from({ length: agents }, (_, i) => `more.yml#agent/${i}`);
  const protection = ['the default branch takes a direct push'];
  const edges = [
    edge('answer.yml#agent/0', 'comments:bot', 'write', 12),
    edge('comments:bot', 'answer.yml#agent/0', 'trigger', 3),
    edge('answer.yml#agent/0', 'codebase:main', 'write', 16, 1),
    edge('codebase:main', 'codebase:CLAUDE.md', 'write', 16),
    edge('codebase:CLAUDE.md', 'answer.yml#agent/0', 'read', 10),
    edge('entry:comments', 'answer.yml#agent/0', 'trigger', 3),
    ...more.map((id) => edge('codebase:CLAUDE.md', id, 'read', 9)),
  ];
  return {
    version: 1,
    tool: { name: 'cordon', version: '0.0.0' },
    coverage: {
      root: `service${nasty}`,
      files: { seen: 9, read: 9, bytes: 4096 },
      workflows: 1,
      contextFiles: 1,
      skipped: [{ file: `odd${nasty}.yml`, line: 2, reason: 'a tab where spaces are due', weight: 'error' }],
      factsAsOf: '2026-11-23',
      ignored: [],
      inBaseline: 0,
      cutShort: [],
    },
    agents: ['answer.yml#agent/0', ...more].map((id, i) => ({
      id,
      label: `${i === 0 ? 'answer.yml agent' : `more.yml ${i}`}${nasty}`,
      product: 'claude-code',
      file,
      line: 9,
      capability: 'push',
    })),
    artifacts: [
      { id: 'comments:bot', label: 'comments by a personal token', channel: 'message', writers: ['bot'] },
      { id: 'codebase:main', label: 'the default branch', channel: 'codebase', writers: ['writer'] },
      { id: 'codebase:CLAUDE.md', label: 'CLAUDE.md', channel: 'control', writers: ['writer'] },
      { id: 'entry:comments', label: 'comments', channel: 'message', writers: ['anyone'] },
    ],
    edges,
    findings: [
      {
        rule: 'propagation-loop',
        severity: 'critical',
        confidence: 'high',
        file,
        line: 12,
        message: `It answers itself${nasty}.`,
        path: [
          { file, line: 12, message: `writes comments${nasty}` },
          { file, line: 3, message: 'they start it' },
        ],
        assumes: ['nothing else'],
        fix: { file, line: 12, change: 'comment with GITHUB_TOKEN', put: `token: github.token${nasty}` },
        loop: 'loop-1',
        fingerprint: 'f1',
      },
      {
        rule: 'injection-to-code',
        severity: 'medium',
        confidence: 'low',
        file,
        line: 16,
        message: 'Anybody can decide what is pushed.',
        path: [{ file, line: 16, message: 'it pushes' }],
        fingerprint: 'f2',
      },
    ],
    loops: [
      {
        id: 'loop-1',
        nodes: ['answer.yml#agent/0', 'comments:bot'],
        edges: [0, 1],
        approvals: approvals(0, 0),
        start: ['entry:comments'],
        channels: ['message'],
      },
      {
        id: 'loop-2',
        nodes: ['answer.yml#agent/0', 'codebase:main', 'codebase:CLAUDE.md'],
        edges: [2, 3, 4],
        approvals: approvals(0, 1, protection),
        start: [],
        channels: ['codebase', 'control'],
        variants: 1,
      },
    ],
    cuts: [
      {
        breaks: 'loops',
        exact: true,
        edits: [
          { file, line: 12, change: 'comment with GITHUB_TOKEN', put: 'token: github.token', breaks: ['loop-1'] },
        ],
        unbroken: ['loop-2'],
      },
    ],
    excerpts: [
      { file, line: 12, text: `run: gh issue comment${nasty}` },
      { file, line: 3, text: 'issue_comment:' },
    ],
  };
}
