/** The vocabulary of made texts. Plain words of build and operations work; none is taken from anybody's document. */

const list = (words: string): readonly string[] => words.trim().split(/\s+/);

export const NOUNS = list(`
  adapter alarm archive balance batch beacon branch bridge bucket budget buffer bundle cache calendar canary carrier
  catalogue channel checkpoint circuit client cluster column commit connector container contract cursor dashboard
  deadline delta digest dispatcher domain draft driver endpoint envelope export facade factory feature fence field
  filter fixture flag folder forecast frame gateway glossary guard handle handler harness header heartbeat hook host
  import inbox index ingest invoice journal kernel label latch layer ledger lease library limit listener loader lock
  mailbox manifest marker mesh meter migration mirror module monitor mount node notifier outbox page parser partition
  patch payload pipeline pivot planner platform plugin pointer policy pool port probe profile proxy quota queue range
  rebuild receipt record reducer region register relay release replica report request resolver retry ring rollout
  router row runner sample scanner scheduler schema scope sensor sequence shard shelf signal sink snapshot socket
  spool stage stamp state step stream stub summary switch table tail tariff template tenant thread throttle ticket
  timer token topic tracker transfer trigger tunnel upload vault vector viewer volume watcher window worker wrapper
`);

export const ADJECTIVES = list(`
  aged ample automatic bare blank bounded brief brittle broad busy calm central cheap clean coarse cold compact
  complete constant crowded daily dense direct distant double dull early eager empty exact faint fast final firm flat
  fragile fresh full gentle global greedy half heavy hidden hourly idle inner large late lazy lean legacy light linear
  local long loose lossy main manual mild minor missing mixed narrow native nightly noisy odd older open outer paired
  parallel partial patient plain primary private quiet rapid rare raw recent remote rough safe second shallow sharp
  short silent simple single slow small soft solid spare sparse stable stale static steady steep strict sturdy subtle
  sudden temporary thin third tidy tight uneven upper urgent vacant verbose warm weak weekly wide worn yearly young
`);

export const VERBS = list(`
  absorbs accepts adjusts aligns announces archives attaches balances batches blocks borrows bundles caches cancels
  carries checks claims clears clips closes collects compares compresses confirms copies counts covers defers delays
  delivers detaches doubles drains drops duplicates emits empties encloses exports fills flags flattens flushes folds
  follows forwards freezes gathers guards halts hides holds imports inspects joins keeps labels lags leaks lifts limits
  links lists loads locks loses maps marks matches measures merges mirrors misses moves narrows notifies opens orders
  outlives packs pads parks passes pauses pins places polls prints prunes pulls pushes queues rebuilds receives records
  refills rejects releases renames repairs repeats replaces replays reports resets resizes resumes retries returns
  reverses rotates routes samples schedules seals sends shares shifts shortens shows skips slices sorts splits spills
  stamps starts stops stores strips swaps tags throttles touches traces trims triggers unlocks updates validates waits
`);

export const ADVERBS = list(`
  again almost already also always barely briefly certainly clearly early easily entirely evenly fairly finally firmly
  gradually hardly however indeed instead just largely later likewise mainly merely mostly nearly never nightly often
  once partly perhaps plainly promptly quickly quietly rarely rather roughly seldom sharply shortly silently simply
  slightly slowly sometimes soon steadily still suddenly thereby thus twice usually weekly wholly
`);

export const LINKS = list(`
  after although because before but except once since so though unless until when whenever where whereas while
`);

export const PREPOSITIONS = list(`
  about above across after against along among around before behind below beneath beside between beyond despite during
  from inside into near of off on onto outside over past through toward under upon with within without
`);

const ONSETS = list('b br c cl d dr f fl g gr h j k kr l m n p pl pr qu r s sk sl st t tr v w y z');
const VOWELS = list('a e i o u ai ea ie oa ou');
const CODAS = list('b ck d ft g l ld lm m n nd nt p r rd rk rn s sk st t th x');

/** A made name such as `skoarn` or `trieltoub`: it tells one text from all others. */
export function madeName(draw: (n: number) => number): string {
  const syllable = () => ONSETS[draw(ONSETS.length)]! + VOWELS[draw(VOWELS.length)]! + CODAS[draw(CODAS.length)]!;
  return draw(3) === 0
    ? syllable() + syllable()
    : ONSETS[draw(ONSETS.length)]! + VOWELS[draw(VOWELS.length)]! + syllable();
}
