import type { ScanDocument } from '../../../../src/fleet/scan-document.ts';
import { Panel } from '../../shared/ui/Panel.tsx';
import { Name, Raw } from '../../shared/ui/Raw.tsx';
import { place } from './words.ts';

const SHOWN = 50;

/** What was not read, not searched to its end, or silenced: without it, a quiet page means nothing. */
export function CoveragePanel({ doc }: { doc: ScanDocument }) {
  const { skipped, ignored, inBaseline, cutShort } = doc.coverage;
  const nothing = skipped.length + ignored.length + inBaseline + cutShort.length === 0;
  return (
    <Panel title="What was left out" note={nothing ? 'Nothing: every file was read to its end.' : undefined}>
      <ul className="assumes left-out">
        {cutShort.map((text) => (
          <li key={text}>
            Cut short: <Raw text={text} />
          </li>
        ))}
        {skipped.slice(0, SHOWN).map(({ file, line, reason }, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two notes of one line may say the same.
          <li key={i}>
            Not read: <Name text={place(file, line)} />: <Raw text={reason} />
          </li>
        ))}
        {skipped.length > SHOWN && <li>and {skipped.length - SHOWN} more</li>}
        {ignored.slice(0, SHOWN).map(({ rule, file, line, reason }) => (
          <li key={`${rule} ${file}:${line}`}>
            Silenced by a comment: {rule}, <Name text={place(file, line)} />
            {reason !== '' && (
              <>
                : <Raw text={reason} />
              </>
            )}
          </li>
        ))}
        {inBaseline > 0 && <li>{inBaseline} in the baseline</li>}
      </ul>
    </Panel>
  );
}
