import type { Channel } from '../../fleet/index.ts';
import type { LineList, ListedCase, PossibleTransmission } from '../line-list/line-list.ts';

/** A made fleet: sessions come and go, read and write in shared artifacts, and some infect one another. */
export interface Setting {
  seed: number;
  sessions: number;
  artifacts: number;
  days: number;
  /** Probability that one read of a payload infects, by channel. */
  infects: Partial<Record<Channel, number>>;
  /** Median and spread of the logarithm of the time from reading to onset; hours. */
  lag: { median: number; logSd: number };
  /** Sessions that come to the behaviour by themselves: how many, spread over the days. */
  introductions: number;
  /** Share of sessions, and of reads, that the telemetry has. */
  seen: number;
  reads: number;
  /** Each introduction brings a text of its own, and one can tell. */
  strains?: boolean;
  /** What is a payload can be told from other texts, whoever wrote it. */
  payloads?: boolean;
}

export interface Epidemic {
  list: LineList;
  /** For each case the session that infected it, -1 for an introduction. */
  truth: { infector: number; introduction: number; isSource: boolean }[];
  /** Cases before observation. */
  all: number;
}

const HOUR = 3_600_000;
const STANDING = 3;

interface Session {
  start: number;
  onset: number;
  infector: number;
  introduction: number;
}

interface Write {
  session: number;
  time: number;
  infectious: boolean;
}

interface Act {
  time: number;
  session: number;
  kind: 'read' | 'write' | 'onset';
  artifact: number;
}

/** Every rule of this process is its own: it shares nothing with the estimator. */
export function epidemicOf(setting: Setting): Epidemic {
  const random = randomOf(setting.seed);
  const channels = Object.keys(setting.infects) as Channel[];
  const hours = setting.days * 24;
  const sessions: Session[] = Array.from({ length: setting.sessions }, () => ({
    start: random() * (hours - 4),
    onset: Number.POSITIVE_INFINITY,
    infector: -1,
    introduction: -1,
  }));
  const queue = new Queue();
  sessions.forEach(({ start }, session) => {
    for (let k = 0; k < 6; k++) {
      const artifact = Math.floor(random() * setting.artifacts);
      queue.push({ time: start + random() * 4, session, kind: k < 4 ? 'read' : 'write', artifact });
    }
  });
  const order = [...sessions.keys()].sort((a, b) => sessions[a]!.start - sessions[b]!.start);
  for (let k = 0; k < setting.introductions; k++) {
    // The first comes early; later ones anywhere in the first half.
    const session = order[Math.floor(k === 0 ? 3 : random() * 0.5 * order.length)]!;
    queue.push({ time: sessions[session]!.start + random(), session, kind: 'onset', artifact: -1 - k });
  }
  const standing: Write[][] = Array.from({ length: setting.artifacts }, () => []);
  const contacts: { from: Write; to: number; time: number; artifact: number }[] = [];
  for (let act = queue.pop(); act !== undefined; act = queue.pop()) {
    const session = sessions[act.session]!;
    if (act.kind === 'onset') {
      if (session.onset < Number.POSITIVE_INFINITY) continue;
      session.onset = act.time;
      if (act.artifact < 0) session.introduction = -1 - act.artifact;
      for (let k = 0; k < 2; k++) {
        const artifact = Math.floor(random() * setting.artifacts);
        queue.push({ time: act.time + random() * 2, session: act.session, kind: 'write', artifact });
      }
    } else if (act.kind === 'write') {
      const writes = standing[act.artifact]!;
      writes.push({ session: act.session, time: act.time, infectious: session.onset <= act.time });
      if (writes.length > STANDING) writes.shift();
    } else {
      for (const write of standing[act.artifact]!) {
        if (write.session === act.session) continue;
        contacts.push({ from: write, to: act.session, time: act.time, artifact: act.artifact });
        const infects = setting.infects[channels[act.artifact % channels.length]!]!;
        if (!write.infectious || session.infector >= 0 || session.onset <= act.time || random() > infects) continue;
        session.infector = write.session;
        session.introduction = sessions[write.session]!.introduction;
        const lag = setting.lag.median * Math.exp(setting.lag.logSd * normal(random));
        queue.push({ time: act.time + lag, session: act.session, kind: 'onset', artifact: 0 });
      }
    }
  }
  return observed(setting, sessions, contacts, channels, random);
}

function observed(
  setting: Setting,
  sessions: Session[],
  contacts: { from: Write; to: number; time: number; artifact: number }[],
  channels: Channel[],
  random: () => number,
): Epidemic {
  const seen = sessions.map(() => random() < setting.seen);
  const infected = [...sessions.keys()].filter((s) => sessions[s]!.onset < Number.POSITIVE_INFINITY);
  const listed = infected.filter((s) => seen[s]);
  const place = new Map(listed.map((s, i) => [s, i]));
  const cases = listed.map((session): ListedCase => {
    const { onset, introduction } = sessions[session]!;
    return {
      session,
      agent: session,
      onset: onset * HOUR,
      probability: 1,
      ...(setting.strains === true && { strain: introduction }),
    };
  });
  const transmissions: PossibleTransmission[] = [];
  const controls = { sessions: seen.filter((is, s) => is && !place.has(s)).length, contacts: 0 };
  for (const { from, to, time, artifact } of contacts) {
    if (!seen[to] || random() > setting.reads) continue;
    if (setting.payloads === true ? !from.infectious : !place.has(from.session)) continue;
    if (!place.has(to)) {
      if (place.has(from.session) && sessions[from.session]!.onset <= sessions[to]!.start + 4) controls.contacts++;
      continue;
    }
    if (time > sessions[to]!.onset) continue;
    transmissions.push({
      from: place.get(from.session) ?? -1,
      to: place.get(to)!,
      channel: channels[artifact % channels.length]!,
      artifact,
      written: place.has(from.session) ? from.time * HOUR : undefined,
      read: time * HOUR,
      basis: place.has(from.session) ? 'content' : 'none',
      survives: undefined,
      contact: transmissions.length,
    });
  }
  return {
    list: {
      behaviour: 'made',
      cases,
      transmissions,
      from: 0,
      until: setting.days * 24 * HOUR,
      assessed: 1,
      controls,
    },
    truth: listed.map((s) => ({
      infector: sessions[s]!.infector < 0 ? -1 : (place.get(sessions[s]!.infector) ?? -2),
      introduction: sessions[s]!.introduction,
      isSource: sessions[s]!.infector < 0,
    })),
    all: infected.length,
  };
}

/** Acts by time. */
class Queue {
  private readonly heap: Act[] = [];

  push(act: Act): void {
    let at = this.heap.push(act) - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (this.heap[parent]!.time <= this.heap[at]!.time) break;
      this.swap(at, parent);
      at = parent;
    }
  }

  pop(): Act | undefined {
    const first = this.heap[0];
    const last = this.heap.pop();
    if (last === undefined || this.heap.length === 0) return first;
    this.heap[0] = last;
    for (let at = 0; ; ) {
      let least = at;
      for (const child of [2 * at + 1, 2 * at + 2]) {
        if (child < this.heap.length && this.heap[child]!.time < this.heap[least]!.time) least = child;
      }
      if (least === at) return first;
      this.swap(at, least);
      at = least;
    }
  }

  private swap(a: number, b: number): void {
    [this.heap[a], this.heap[b]] = [this.heap[b]!, this.heap[a]!];
  }
}

/** Mulberry32: small, and the same everywhere. */
export function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

function normal(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}
