import type { BranchProtection, Declarations } from '../repository/model.ts';
import type { Identity } from './identity.ts';
import type { Approvals } from './model.ts';

const DEFAULT_BRANCHES = /^(?:main|master|trunk|default|\*\*?)$/;

/** An agent that may approve pull requests. */
export interface Approver {
  readonly identity: Identity;
  /** In words: the agent and its workflow. */
  readonly label: string;
}

/** What stands before the default branch. The tree does not show it, so without a declaration it is an interval. */
export class Protection {
  private readonly rule: BranchProtection | undefined;
  private readonly approvers: readonly Approver[];
  /** In words, for edges onto the branch; null when nothing is known. */
  readonly gate: string | null;

  constructor(declared: Declarations, approvers: readonly Approver[] = []) {
    this.approvers = approvers;
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

  /**
   * A merge that an agent or a workflow does.
   *
   * @param author who opened the pull request; `undefined`: anybody, so that every approver counts
   */
  merging(identity: Identity, author: Identity | undefined): Approvals {
    if (this.rule === undefined) {
      return { min: 0, max: 1, assumes: ['a merge needs no review by a person: branch protection is not in the tree'] };
    }
    return this.passes(identity) ? { min: 0, max: 0, assumes: [] } : this.reviewed(author);
  }

  /** A merge that a person does, of what `author` opened. */
  mergedByHand(author: Identity): Approvals {
    if (this.rule === undefined) {
      return { min: 1, max: 2, assumes: ['whoever merges need not be asked by a second person'] };
    }
    const { min, assumes } = this.reviewed(author);
    return { min: Math.max(1, min), max: this.needed() + 1, assumes };
  }

  /**
   * Persons among the reviews that the branch asks for. An agent that may approve gives one in place of a person, but not
   * on its own pull request, and it owns no code.
   */
  private reviewed(author: Identity | undefined): Approvals {
    const needed = this.needed();
    const helpers = this.approvers.filter(({ identity }) => identity.key !== author?.key);
    const min = Math.max(needed - helpers.length, this.rule!.codeOwnerReview ? 1 : 0);
    if (min === needed) return { min, max: needed, assumes: [] };
    const labels = helpers.slice(0, 3).map(({ label }) => label);
    return { min, max: needed, assumes: [`the approval of ${labels.join(', ')} counts in place of a person's`] };
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
