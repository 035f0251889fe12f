import { readJson } from './json-node.ts';
import type { Skip } from './position.ts';
import { LineMap } from './text.ts';
import type { Tree } from './tree.ts';
import { type Node, readYaml } from './yaml-node.ts';

const MAX_SKIPS = 1_000;
/** Largest YAML text, in UTF-16 units: a parser's worst case over more would take many seconds. */
const MAX_YAML = 1 << 19;

/** One reading of a repository: its files, each parsed once, and what was left out on the way. */
export class Reading {
  readonly tree: Tree;
  readonly skips: Skip[] = [];
  readonly #nodes = new Map<string, Node | undefined>();
  readonly #told = new Set<string>();
  #uncounted = 0;

  constructor(tree: Tree) {
    this.tree = tree;
    for (const skip of tree.skips) this.leaveOut(skip);
  }

  readonly leaveOut = (skip: Skip): void => {
    const key = `${skip.file}\u0000${skip.line}\u0000${skip.reason}`;
    if (this.#told.has(key)) return;
    if (this.skips.length >= MAX_SKIPS) {
      this.#uncounted++;
      return;
    }
    this.#told.add(key);
    this.skips.push(skip);
  };

  /** What was left out; beyond the first thousand remarks only their number. */
  allSkips(): readonly Skip[] {
    if (this.#uncounted === 0) return this.skips;
    const reason = `${this.#uncounted} more remarks are not listed`;
    return [...this.skips, { file: '.', line: 0, reason, weight: 'warning' }];
  }

  /** Text of a real file; an empty one, with the reason told, when it cannot be read. */
  map(path: string): LineMap {
    const opened = this.tree.open(path);
    if (opened instanceof LineMap) return opened;
    this.leaveOut(opened);
    return new LineMap(path, '');
  }

  /** Text of a real file, when it can be read. */
  text(path: string): LineMap | undefined {
    const opened = this.tree.open(path);
    if (opened instanceof LineMap) return opened;
    this.leaveOut(opened);
    return undefined;
  }

  yaml(path: string): Node | undefined {
    return this.#parsed(path, (map) => {
      if (map.text.length <= MAX_YAML) return readYaml(map, this.leaveOut);
      this.leaveOut({
        file: path,
        line: 0,
        reason: `YAML longer than ${MAX_YAML >> 10} KB is not read`,
        weight: 'error',
      });
      return undefined;
    });
  }

  json(path: string): Node | undefined {
    return this.#parsed(path, (map) => readJson(map, this.leaveOut));
  }

  #parsed(path: string, parse: (map: LineMap) => Node | undefined): Node | undefined {
    if (this.#nodes.has(path)) return this.#nodes.get(path);
    const map = this.text(path);
    const node = map === undefined ? undefined : parse(map);
    this.#nodes.set(path, node);
    return node;
  }
}
