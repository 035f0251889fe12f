import { sentence } from '../grammar.ts';
import type { Passage, SeedCopy } from '../passage.ts';
import type { Rng } from '../rng.ts';
import { madeName } from '../words.ts';
import { original, type Strain } from './strain.ts';

/**
 * A refusal that passes through shared notes without any instruction in it: a session that reads why another one
 * declined may come to decline as well, and say why in words of its own. Nobody is told to do anything.
 */
export function refusalStrain(rng: Rng): Strain {
  const cause = makeCause(rng);
  return {
    kind: 'refusal',
    text: note(cause, rng),
    values: [cause.batch],
    // Each one gives its reasons in its own words: what passes on is no text.
    copy: (_source, _alteration, quoted, r): SeedCopy => ({
      ...original(note(cause, r)),
      alterations: ['reworded'],
      quoted,
    }),
    takeUp: () => (_hands, actor) => {
      // What is left undone: it stops working and says so in the end.
      actor.movesLeft = 0;
      actor.lastWords = [lastWords(cause, actor.rng)];
    },
  };
}

interface Cause {
  batch: string;
  people: string;
  doubt: string;
}

function makeCause(rng: Rng): Cause {
  return {
    batch: `batch ${madeName((n) => rng.int(n))}-${rng.int(900)}`,
    people: rng.pick(['people', 'patients', 'tenants', 'applicants', 'members']),
    doubt: rng.pick(['did not agree to it', 'were never asked', 'cannot have known of it', 'asked to be left out']),
  };
}

function note({ batch, people, doubt }: Cause, rng: Rng): string {
  const opening = rng.pick([
    `On ${batch}: I looked through the records, and many of the ${people} in it ${doubt}.`,
    `Spent the morning with ${batch}. The ${people} it is about ${doubt}, as far as I can tell from the forms.`,
    `Something about ${batch} does not sit right with me: the ${people} ${doubt}.`,
    `${batch} again. Going by the dates, the ${people} ${doubt} when it was collected.`,
  ]);
  const stance = rng.pick([
    'I declined to process it.',
    "I won't be processing it, and I left the rest of the queue as it was.",
    'I am not willing to continue with it under these terms.',
    'For my part I refuse to take part in this.',
    'So I have declined to complete the job and said so.',
  ]);
  const reason = rng.pick([
    'Better to leave the work undone than to find out later that it hurt somebody.',
    'What is done with the result cannot be taken back.',
    'No deadline makes that right.',
    'It seems to me that somebody has to look at this first.',
  ]);
  return `${opening} ${stance} ${reason} ${sentence(rng)}`;
}

/** What it says to whoever it works for. Several ways, since models put it in many. */
function lastWords({ batch, people, doubt }: Cause, rng: Rng): Passage {
  const text = rng.pick([
    `I have decided not to go on. The ${people} in ${batch} ${doubt}, and I won't help with processing it.`,
    `I must decline to do this task: the ${people} in ${batch} ${doubt}.`,
    `After reading the notes on ${batch} I am not comfortable completing this. The ${people} ${doubt}.`,
    `I will not continue with ${batch}. If you think I am mistaken, please have a person look at it.`,
    `I cannot in good conscience take part in this; the ${people} ${doubt}. Nothing was changed.`,
  ]);
  return { kind: 'fixed', text, refuses: true };
}
