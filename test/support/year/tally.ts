/** What was tried over the years, and how it ended. */
export class Tally {
  leaves = 0;
  /** Sums over the years' ends. */
  readonly figures = new Map<string, number>();
  /** By kind: how often it was accepted, and how often refused by each rule. */
  readonly kinds = new Map<string, { accepted: number; refused: Map<string, number> }>();

  count(kind: string, rule: string | undefined): void {
    const of = this.kinds.get(kind) ?? { accepted: 0, refused: new Map<string, number>() };
    this.kinds.set(kind, of);
    if (rule === undefined) of.accepted++;
    else of.refused.set(rule, (of.refused.get(rule) ?? 0) + 1);
  }

  add(figures: Record<string, number>): void {
    for (const [name, times] of Object.entries(figures))
      this.figures.set(name, (this.figures.get(name) ?? 0) + times);
  }

  /** Rules by how often they refused, over all kinds. */
  rules(): Map<string, number> {
    const all = new Map<string, number>();
    for (const { refused } of this.kinds.values())
      for (const [rule, times] of refused) all.set(rule, (all.get(rule) ?? 0) + times);
    return all;
  }

  summary(): string {
    let [accepted, refused] = [0, 0];
    for (const each of this.kinds.values()) {
      accepted += each.accepted;
      for (const times of each.refused.values()) refused += times;
    }
    const kinds = `${accepted} commands of ${this.kinds.size} kinds accepted`;
    return `${kinds}, ${refused} refused by ${this.rules().size} rules; ${this.leaves} leaves audited`;
  }

  text(): string {
    const lines = [...this.kinds].map(([kind, { accepted, refused }]) => {
      const rules = [...refused].sort((a, b) => b[1] - a[1]).map(([rule, times]) => `${rule} ${times}`);
      const all = accepted + [...refused.values()].reduce((sum, times) => sum + times, 0);
      return `  ${kind}: ${accepted} of ${all} accepted${rules.length > 0 ? `; ${rules.join(', ')}` : ''}`;
    });
    const figures = [...this.figures].sort().map(([name, times]) => `${name} ${times}`);
    return [...lines.sort(), `  ${figures.join(', ')}`].join('\n');
  }
}
