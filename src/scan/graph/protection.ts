import type { BranchProtection, Declarations } from '../repository/model.ts';
import type { Identity } from './identity.ts';
import type { Approvals } from './model.ts';

const DEFAULT_BRANCHES = /^(?:main|master|trunk|default|\*\*?)$/;

/** What stands before the default branch. The tree does not show it, so without a declaration it is an interval. */
export class Protection {
  private readonly rule: BranchProtection | undefined;
  /** In words, for edges onto the branch; null when nothing is known. */
  readonly gate: string | null;

  constructor(declared: Declarations) {
    this.rule = declared.branchProtection.find(({ branch }) => DEFAULT_BRANCHES.test(branch));
    this.gate =
      this.rule === undefined
        ? null
        : `${this.rule.requiredApprovals} approving reviews${this.rule.codeOwnerReview ? ', of code owners' : ''} (declared)`;
  }

  /** A direct push; `undefined` when the branch takes none from this identity. */
  pushing(identity: Identity): Approvals | undefined {
    if (this.rule === undefined) {
      return {
        min: 0,
        max: 1,
        assumes: ['the default branch takes a direct push: branch protection is not in the tree'],
      };
    }
    return this.passes(identity) ? { min: 0, max: 0, assumes: [] } : undefined;
  }

  /** A merge that an agent or a workflow does. */
  merging(identity: Identity): Approvals {
    if (this.rule === undefined) {
      return { min: 0, max: 1, assumes: ['a merge needs no review by a person: branch protection is not in the tree'] };
    }
    const needed = this.passes(identity) ? 0 : this.needed();
    return { min: needed, max: needed, assumes: [] };
  }

  /** A merge that a person does. */
  mergedByHand(): Approvals {
    if (this.rule === undefined) {
      return { min: 1, max: 2, assumes: ['whoever merges need not be asked by a second person'] };
    }
    return { min: Math.max(1, this.needed()), max: this.needed() + 1, assumes: [] };
  }

  private needed(): number {
    return Math.max(this.rule!.requiredApprovals, this.rule!.codeOwnerReview ? 1 : 0);
  }

  private passes(identity: Identity): boolean {
    const { bypass, requiredApprovals, codeOwnerReview } = this.rule!;
    if (requiredApprovals === 0 && !codeOwnerReview) return true;
    const logins = identity.persona.logins === 'other' ? [] : identity.persona.logins;
    return bypass.some((name) => logins.includes(name) || (name === 'apps' && identity.persona.type === 'Bot'));
  }
}
