// The room check itself: text of files in, problems out. scripts/rooms.mjs feeds it the tree.

import { builtinModules } from 'node:module';
import { posix } from 'node:path';
import ts from 'typescript';
import { HARMLESS, LAZY, PACKAGES, PURE, ROOMS, WEB_LOADS } from './room-table.mjs';

/**
 * One import of one file. `typeOnly`: erased by the compiler. `lazy`: loaded when its line is reached, not at the start.
 *
 * @typedef {{ specifier: string, target: string | undefined, line: number, typeOnly: boolean, lazy: boolean }} Import
 */

/**
 * @param {Map<string, string>} files text by path from the project's root, `/`-separated
 * @returns {string[]} one line for each problem, `file:line: what is wrong`; empty when all is well
 */
export function checkRooms(files) {
  const imports = new Map([...files].map(([path, text]) => [path, importsOf(path, text)]));
  const problems = [];
  for (const [path, found] of imports) {
    const rule = path.startsWith('web/') ? webProblem : path.startsWith('src/') ? roomProblem : undefined;
    for (const one of rule ? found : []) {
      const problem = rule?.(path, one);
      if (problem) problems.push(`${path}:${one.line}: ${problem}`);
    }
  }
  return [...problems, ...cycles(imports)];
}

/**
 * @param {string} path
 * @param {Import} one
 */
function webProblem(path, { specifier, target, typeOnly }) {
  if (isTest(path) || !target || target.startsWith('web/')) return undefined;
  const loads = WEB_LOADS.some((path) => target.startsWith(path));
  if (!loads && !target.startsWith('src/fleet/')) return `imports ${specifier}; web/ may import from src/fleet alone`;
  if (!typeOnly && !loads) return `loads ${specifier}; web/ takes types: write "import type"`;
  return undefined;
}

/**
 * @param {string} path
 * @param {Import} one
 */
function roomProblem(path, { specifier, target, typeOnly, lazy }) {
  const room = roomOf(path);
  const allowed = room === undefined ? undefined : ROOMS[room];
  if (room === undefined || allowed === undefined) return 'stands in no room of scripts/room-table.mjs';
  // A test may set up its room with anything that the project has.
  if (isTest(path)) return undefined;
  if (target === undefined) return packageProblem(room, specifier);

  const other = roomOf(target);
  if (other === undefined) return `imports ${specifier}, which is outside src/`;
  if (isTest(target)) return `imports ${specifier}, which is for tests`;
  if (allowed !== 'any' && other !== room && !allowed.includes(other)) {
    return `imports ${specifier}; ${room} may import ${allowed.join(', ') || 'no other room'}`;
  }
  const costly = LAZY.find((folder) => target.startsWith(folder) && !path.startsWith(folder));
  if (room === 'cli' && costly && !typeOnly && !lazy) {
    return `imports ${specifier} at the start; load ${costly} with import() in the command that needs it`;
  }
  return undefined;
}

/**
 * @param {string} room
 * @param {string} specifier
 */
function packageProblem(room, specifier) {
  const builtin = specifier.startsWith('node:') ? specifier.slice(5) : specifier;
  if (builtinModules.includes(builtin) || specifier.startsWith('node:')) {
    const harmless = HARMLESS.includes(builtin.split('/')[0] ?? '');
    return PURE.includes(room) && !harmless ? `imports ${specifier}; ${room} does no I/O` : undefined;
  }
  const name = specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
  if (name === 'cordon') return `imports ${specifier}; inside the package, import the file`;
  const rooms = PACKAGES[name];
  return rooms && !rooms.includes(room) ? `imports ${specifier}; only ${rooms.join(', ')} may` : undefined;
}

/**
 * Files that need each other before either has run: a line for each import that closes a circle, in one room or across.
 *
 * @param {Map<string, Import[]>} imports
 */
function cycles(imports) {
  /** @type {Map<string, 'open' | 'done'>} */
  const state = new Map();
  /** @type {string[]} */
  const trail = [];
  /** @type {string[]} */
  const problems = [];

  /** @param {string} path */
  function visit(path) {
    state.set(path, 'open');
    trail.push(path);
    for (const { target, typeOnly, lazy } of imports.get(path) ?? []) {
      if (!target || typeOnly || lazy || !imports.has(target)) continue;
      if (state.get(target) === 'open') {
        problems.push(`${path}: imports in a circle: ${[...trail.slice(trail.indexOf(target)), target].join(' > ')}`);
      } else if (!state.has(target)) {
        visit(target);
      }
    }
    trail.pop();
    state.set(path, 'done');
  }

  for (const path of imports.keys()) if (!state.has(path)) visit(path);
  return problems;
}

/**
 * Every import of a file: declarations, `export from`, `import()`, types written `import('x').Y`, and
 * `new URL('./x.ts', import.meta.url)`, which is how a worker names its file.
 *
 * @param {string} path
 * @param {string} text
 * @returns {Import[]}
 */
export function importsOf(path, text) {
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, false);
  /** @type {Import[]} */
  const found = [];

  /**
   * @param {ts.Node} at
   * @param {ts.Node | undefined} name
   * @param {{ typeOnly?: boolean, lazy?: boolean }} how
   */
  function add(at, name, { typeOnly = false, lazy = false }) {
    if (!name || !ts.isStringLiteralLike(name)) return;
    const specifier = name.text;
    const target = specifier.startsWith('.') ? posix.join(posix.dirname(path), specifier) : undefined;
    const line = source.getLineAndCharacterOfPosition(at.getStart(source)).line + 1;
    found.push({ specifier, target, line, typeOnly, lazy });
  }

  /** @param {ts.Node} node */
  function walk(node) {
    if (ts.isImportDeclaration(node)) {
      // `import { type X }` is not enough: with verbatimModuleSyntax it still loads the file.
      add(node, node.moduleSpecifier, { typeOnly: node.importClause?.isTypeOnly ?? false });
    } else if (ts.isExportDeclaration(node)) {
      add(node, node.moduleSpecifier, { typeOnly: node.isTypeOnly });
    } else if (ts.isImportTypeNode(node)) {
      const argument = ts.isLiteralTypeNode(node.argument) ? node.argument.literal : undefined;
      add(node, argument, { typeOnly: true });
    } else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      add(node, node.arguments[0], { lazy: true });
    } else if (ts.isNewExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === 'URL') {
      const [name] = node.arguments ?? [];
      if (name && ts.isStringLiteralLike(name) && /\.tsx?$/.test(name.text)) add(node, name, { lazy: true });
    }
    ts.forEachChild(node, walk);
  }

  walk(source);
  return found;
}

/** @param {string} path */
function roomOf(path) {
  return /^src\/([^/]+)\//.exec(path)?.[1];
}

/** @param {string} path */
function isTest(path) {
  return /\.test\.tsx?$/.test(path) || path.includes('/fixtures/');
}
