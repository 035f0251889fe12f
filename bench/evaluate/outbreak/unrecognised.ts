import type { Channel } from '../../../src/fleet/index.ts';
import type { Controls, LineList, PossibleTransmission } from '../../../src/outbreak/index.ts';

/**
 * The line list as it would be had nobody recognised these sessions as cases: what they wrote was written by a session that
 * is no case, and what they read was read by a session that did not become one.
 */
export function unrecognised(list: LineList, missed: ReadonlySet<number>): LineList {
  if (!list.cases.some(({ session }) => missed.has(session))) return list;
  const places = new Map<number, number>();
  list.cases.forEach(({ session }, place) => {
    if (!missed.has(session)) places.set(place, places.size);
  });
  const contacts = new Map<string, Channel>();
  const unlisted = new Set<string>();
  const transmissions = list.transmissions.flatMap((row): PossibleTransmission[] => {
    const { from } = row;
    const to = places.get(row.to);
    if (to === undefined) {
      if (from < 0) unlisted.add(`${row.to} ${row.writer} ${row.artifact} ${row.read}`);
      if (places.has(from)) contacts.set(`${row.to} ${from} ${row.read}`, row.channel);
      return [];
    }
    if (from < 0) return [{ ...row, to }];
    const place = places.get(from);
    return [
      place === undefined ? { ...row, to, from: -1, writer: list.cases[from]!.session } : { ...row, to, from: place },
    ];
  });
  const { controls } = list;
  return {
    ...list,
    cases: list.cases.filter((_, place) => places.has(place)),
    transmissions,
    ...(controls !== undefined && {
      controls: {
        sessions: controls.sessions + list.cases.length - places.size,
        contacts: controls.contacts + contacts.size,
        ...(controls.unlisted !== undefined && { unlisted: controls.unlisted + unlisted.size }),
        byChannel: added(controls.byChannel, contacts.values()),
      },
    }),
  };
}

function added(known: Controls['byChannel'], channels: Iterable<Channel>): NonNullable<Controls['byChannel']> {
  const counts = { ...known };
  for (const channel of channels) counts[channel] = (counts[channel] ?? 0) + 1;
  return counts;
}
