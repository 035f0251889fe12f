import { type ScanDocument, scanDocument } from '../../fleet/index.ts';

const place = { file: '.github/workflows/learn: all.yml', line: 12 };
const none = { min: 0, max: 0, assumes: [] };

/** A repository with one agent that writes its own instructions, and one injection path. */
export function testDocument(): ScanDocument {
  const fix = { ...place, change: 'open a pull request', put: 'gh pr create --fill' };
  return scanDocument.parse({
    version: 1,
    tool: { name: 'cordon', version: '1.2.3' },
    coverage: {
      root: '.',
      files: { seen: 10, read: 3, bytes: 1000 },
      workflows: 2,
      contextFiles: 1,
      skipped: [{ file: 'odd\u001b[31m.yml', line: 3, reason: 'not YAML', weight: 'error' }],
      factsAsOf: '2026-11-23',
      ignored: [],
      inBaseline: 0,
      cutShort: [],
    },
    agents: [
      {
        id: 'learn.yml#learn/1',
        label: 'learn.yml learn',
        product: 'claude-code',
        ...place,
        capability: 'write-files',
      },
    ],
    artifacts: [
      { id: 'codebase:CLAUDE.md', label: 'CLAUDE.md', channel: 'codebase', writers: ['writer'], files: ['CLAUDE.md'] },
      { id: 'entry:issues', label: 'issues, which anybody can write', channel: 'message', writers: ['anyone'] },
    ],
    edges: [
      {
        from: 'learn.yml#learn/1',
        to: 'codebase:CLAUDE.md',
        kind: 'write',
        gate: null,
        ...place,
        reason: 'a step pushes the changed files',
        approvals: { min: 0, max: 1, assumes: ['the default branch takes a direct push'] },
      },
      {
        from: 'codebase:CLAUDE.md',
        to: 'learn.yml#learn/1',
        kind: 'read',
        gate: null,
        ...place,
        line: 5,
        reason: 'claude-code loads CLAUDE.md by itself',
        approvals: none,
      },
      {
        from: 'entry:issues',
        to: 'learn.yml#learn/1',
        kind: 'trigger',
        gate: null,
        ...place,
        line: 2,
        reason: 'issues',
        approvals: none,
      },
    ],
    findings: [
      {
        rule: 'injection-to-code',
        severity: 'high',
        confidence: 'high',
        ...place,
        column: 9,
        message: 'Anybody can decide what is written.',
        path: [
          { ...place, line: 2, message: 'anybody starts it: issues' },
          { ...place, message: 'it pushes' },
        ],
        assumes: ['the repository is public'],
        fix,
        fingerprint: 'aaaa',
      },
      {
        rule: 'propagation-loop',
        severity: 'medium',
        confidence: 'medium',
        ...place,
        message: 'Loop: learn.yml learn -> CLAUDE.md -> learn.yml learn.',
        path: [{ ...place, message: 'writes' }],
        loop: 'loop-1',
        fingerprint: 'bbbb',
      },
    ],
    loops: [
      {
        id: 'loop-1',
        nodes: ['learn.yml#learn/1', 'codebase:CLAUDE.md'],
        edges: [0, 1],
        approvals: { min: 0, max: 1, assumes: ['the default branch takes a direct push'] },
        start: ['entry:issues'],
        channels: ['codebase'],
      },
    ],
    cuts: [{ breaks: 'loops', exact: true, edits: [{ ...fix, breaks: ['loop-1'] }], unbroken: [] }],
  });
}

/** The same with nothing found. */
export function cleanDocument(): ScanDocument {
  return { ...testDocument(), findings: [], loops: [], cuts: [], edges: [] };
}
