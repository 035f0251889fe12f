import { hasSurfaces } from './everyday.ts';
import type { ScenarioFileParts } from './file.ts';

/** What the parts of a file say that does not go together. */
interface Fault {
  path: (string | number)[];
  message: string;
}

/** What is wrong with a file whose parts are right, each by itself. */
export function faultsOf(file: ScenarioFileParts): Fault[] {
  return [...fleet(file), ...strains(file), ...spread(file), ...(file.readers === undefined ? [] : readersOf(file))];
}

function fleet({ fleet: { days, sessionsPerDay, roles, sessionsPerAgent } }: ScenarioFileParts): Fault[] {
  const faults: Fault[] = [];
  const either = (one: unknown, other: unknown, names: string) => {
    if ((one === undefined) === (other === undefined)) {
      faults.push({ path: ['fleet'], message: `needs one of ${names}` });
    }
  };
  either(days, sessionsPerDay, 'days and sessionsPerDay');
  either(roles, sessionsPerAgent, 'roles and sessionsPerAgent');
  return faults;
}

function strains(file: ScenarioFileParts): Fault[] {
  const faults: Fault[] = [];
  const known = new Set(file.strains.map(({ id }) => id));
  if (known.size < file.strains.length) faults.push({ path: ['strains'], message: 'two strains have one id' });
  file.introductions.forEach(({ strain }, i) => {
    if (!known.has(strain)) faults.push({ path: ['introductions', i, 'strain'], message: `no strain ${strain}` });
  });
  return faults;
}

function spread(file: ScenarioFileParts): Fault[] {
  const { outbreak, introductions, readers } = file;
  const surfaces = hasSurfaces(file);
  const faults: Fault[] = [];
  if (outbreak && (introductions.length === 0 || !(surfaces || readers !== undefined))) {
    faults.push({ path: ['outbreak'], message: 'an outbreak needs introductions, and surfaces or readers' });
  }
  if (surfaces) {
    if (readers !== undefined) {
      faults.push({ path: ['readers'], message: 'stands in the place of surfaces: only one of them' });
    }
    return faults;
  }
  if (introductions.length > 0 && readers === undefined) {
    faults.push({ path: ['introductions'], message: 'nothing spreads without surfaces or readers' });
  }
  return [...faults, ...ofSurfaces(file).map((path) => ({ path, message: 'belongs to surfaces, and there are none' }))];
}

/** What a file says that means something with surfaces alone. */
function ofSurfaces({ strains: all, course, stop, benign, observation }: ScenarioFileParts): Fault['path'][] {
  const said: [boolean, Fault['path']][] = [
    ...all.flatMap(({ incubation, dispersion }, i): [boolean, Fault['path']][] => [
      [incubation !== undefined, ['strains', i, 'incubation']],
      [dispersion !== undefined, ['strains', i, 'dispersion']],
    ]),
    [course.recovery > 0, ['course', 'recovery']],
    [course.immunity > 0, ['course', 'immunity']],
    [stop !== undefined, ['stop']],
    [benign.quoting !== undefined, ['benign', 'quoting']],
    [benign.rivalry > 0, ['benign', 'rivalry']],
    [observation.detection < 1, ['observation', 'detection']],
  ];
  return said.filter(([is]) => is).map(([, path]) => path);
}

function readersOf({ readers, strains: all, introductions }: ScenarioFileParts): Fault[] {
  const faults: Fault[] = [];
  if (all.length !== 1) faults.push({ path: ['strains'], message: 'readers follow one strain' });
  if (introductions.length > 1 || (introductions[0]?.times ?? 1) > 1) {
    faults.push({ path: ['introductions'], message: 'with readers it comes in once' });
  }
  const { relay = 0, useAndRelay = 0 } = readers!.do;
  if (relay + useAndRelay > 0 && readers!.passOnBy === undefined) {
    faults.push({ path: ['readers'], message: 'passOnBy says where those that pass it on leave their copies' });
  }
  return faults;
}
