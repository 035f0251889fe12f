/** Different names that are kept; later ones are not shared. */
const MOST = 50_000;
/** A longer name is hardly anybody else's. */
const LONGEST = 200;

/**
 * One string for all that name the same: a parser makes a new one each time, and a fleet's sessions have the same few
 * models, agents and folders by the hundred thousand.
 */
export class SharedNames {
  private readonly names = new Map<string, string>();

  of(name: string): string {
    if (name.length > LONGEST) return name;
    const known = this.names.get(name);
    if (known !== undefined) return known;
    if (this.names.size < MOST) this.names.set(name, name);
    return name;
  }
}
