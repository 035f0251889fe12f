import { Ajv } from 'ajv';
import type { Log } from 'sarif';
import { expect, test } from 'vitest';
import { RULES } from '../../scan/rules/index.ts';
import { scanSarif } from './sarif.ts';
import { cleanDocument, testDocument } from './test-document.ts';

const text = {
  type: 'object',
  required: ['text'],
  properties: { text: { type: 'string', minLength: 1, maxLength: 1024 } },
};
const physical = {
  type: 'object',
  required: ['artifactLocation', 'region'],
  properties: {
    artifactLocation: {
      type: 'object',
      required: ['uri'],
      // Relative, and a URI: no scheme, no space, no colon in its first part.
      properties: { uri: { type: 'string', pattern: "^(?!/)(?![a-zA-Z]+:)[A-Za-z0-9._~!$&'()*+,;=@%/-]+$" } },
    },
    region: {
      type: 'object',
      required: ['startLine'],
      properties: { startLine: { type: 'integer', minimum: 1 }, startColumn: { type: 'integer', minimum: 1 } },
    },
  },
};
const location = {
  type: 'object',
  required: ['physicalLocation'],
  properties: { physicalLocation: physical, message: text },
};
const level = { enum: ['none', 'note', 'warning', 'error'] };

/** The parts of SARIF 2.1.0 that GitHub code scanning needs, with its own limits. */
const schema = {
  type: 'object',
  required: ['$schema', 'version', 'runs'],
  properties: {
    version: { const: '2.1.0' },
    runs: {
      type: 'array',
      minItems: 1,
      maxItems: 20,
      items: {
        type: 'object',
        required: ['tool', 'results'],
        properties: {
          columnKind: { enum: ['utf16CodeUnits', 'unicodeCodePoints'] },
          tool: {
            type: 'object',
            required: ['driver'],
            properties: {
              driver: {
                type: 'object',
                required: ['name', 'rules'],
                properties: {
                  rules: {
                    type: 'array',
                    maxItems: 25_000,
                    items: {
                      type: 'object',
                      required: ['id', 'shortDescription', 'fullDescription', 'help'],
                      properties: {
                        id: { type: 'string', maxLength: 255 },
                        shortDescription: text,
                        fullDescription: text,
                        defaultConfiguration: { type: 'object', properties: { level } },
                        properties: {
                          type: 'object',
                          properties: {
                            tags: { type: 'array', maxItems: 20, items: { type: 'string' } },
                            'security-severity': { type: 'string', pattern: '^(?:10|[0-9])\\.[0-9]$' },
                          },
                        },
                      },
                    },
                  },
                },
              },
            },
          },
          results: {
            type: 'array',
            maxItems: 25_000,
            items: {
              type: 'object',
              required: ['ruleId', 'message', 'locations', 'partialFingerprints'],
              properties: {
                ruleId: { type: 'string' },
                ruleIndex: { type: 'integer', minimum: 0 },
                level,
                message: text,
                locations: { type: 'array', minItems: 1, maxItems: 10, items: location },
                partialFingerprints: { type: 'object', additionalProperties: { type: 'string' } },
                codeFlows: {
                  type: 'array',
                  items: {
                    type: 'object',
                    required: ['threadFlows'],
                    properties: {
                      threadFlows: {
                        type: 'array',
                        minItems: 1,
                        items: {
                          type: 'object',
                          required: ['locations'],
                          properties: {
                            locations: {
                              type: 'array',
                              minItems: 1,
                              maxItems: 10_000,
                              items: { type: 'object', required: ['location'], properties: { location } },
                            },
                          },
                        },
                      },
                    },
                  },
                },
              },
            },
          },
        },
      },
    },
  },
};

const valid = new Ajv({ strict: false }).compile(schema);

test.each([
  ['with findings', testDocument()],
  ['without any', cleanDocument()],
])('is what code scanning takes: %s', (_, doc) => {
  const log = JSON.parse(scanSarif(doc)) as Log;
  expect(valid(log), JSON.stringify(valid.errors)).toBe(true);
  expect(log.runs[0]!.results).toHaveLength(doc.findings.length);
});

test('each result points at its rule, and a path is a code flow', () => {
  const [run] = (JSON.parse(scanSarif(testDocument())) as Log).runs;
  for (const result of run!.results!) {
    expect(run!.tool.driver.rules![result.ruleIndex!]!.id).toBe(result.ruleId);
  }
  const flow = run!.results![0]!.codeFlows![0]!.threadFlows[0]!.locations;
  expect(flow.map(({ location }) => location!.physicalLocation!.region!.startLine)).toEqual([2, 12]);
  expect(run!.results![1]!.codeFlows).toBeUndefined();
});

test('severities are on the scale that code scanning reads', () => {
  const [run] = (JSON.parse(scanSarif(testDocument())) as Log).runs;
  const scores = run!.tool.driver.rules!.map(({ id, properties }) => [id, properties!['security-severity']]);
  expect(scores).toEqual([
    ['injection-to-code', '8.0'],
    ['propagation-loop', '5.5'],
  ]);
});

test('texts of rules stay within what code scanning shows', () => {
  for (const { page } of RULES) {
    expect(page.title.length).toBeLessThanOrEqual(1024);
    expect(page.what.length).toBeLessThanOrEqual(1000);
  }
});
