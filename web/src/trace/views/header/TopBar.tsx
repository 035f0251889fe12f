import type { TraceDocument } from '../../../../../src/fleet/trace-document.ts';
import { shorten, visible } from '../../../shared/lib/text.ts';
import type { Theme } from '../../../shared/theme.ts';
import { Segmented } from '../../../shared/ui/Segmented.tsx';
import type { SetView } from '../../state/address.ts';
import { type About, aboutOf, aboutsOf, type View } from '../../state/view.ts';
import './top-bar.css';

interface TopBarProps {
  doc: TraceDocument;
  view: View;
  setView: SetView;
  theme: Theme;
  setTheme: (theme: Theme) => void;
}

const NEXT: Record<Theme, Theme> = { system: 'light', light: 'dark', dark: 'system' };
const ABOUT_LABEL: Record<About, string> = { seed: 'Seed', cases: 'Cases', contacts: 'Contacts' };
const THEME_LABEL: Record<Theme, string> = { system: 'Auto', light: 'Light', dark: 'Dark' };

export function TopBar({ doc, view, setView, theme, setTheme }: TopBarProps) {
  const { since, until } = doc.window;
  const abouts = aboutsOf(doc);
  const about = aboutOf(doc, view);
  return (
    <div className="top-bar">
      <span className="brand">
        <svg width="18" height="18" viewBox="0 0 18 18" aria-hidden="true">
          <circle cx="9" cy="9" r="7" className="brand-ring" />
          <circle cx="9" cy="9" r="2.4" className="brand-dot" />
        </svg>
        cordon <span className="quiet">trace</span>
      </span>
      {abouts.length > 1 && (
        <Segmented
          label="What the page is about"
          value={about}
          options={abouts.map((value) => ({ value, label: ABOUT_LABEL[value] }))}
          onChange={(value) => setView({ about: value === abouts[0] ? null : value, picked: null, pickedCase: null })}
        />
      )}
      {doc.seeds.length > 1 && about === 'seed' && (
        <label className="seed-select">
          <span className="sr-only">Seed</span>
          <select
            value={Math.min(view.seed, doc.seeds.length - 1)}
            onChange={(event) => setView((now) => ({ ...now, seed: Number(event.target.value), picked: null }))}
          >
            {doc.seeds.map((seed, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a seed's place in the document is its identity.
              <option key={index} value={index}>
                {`Seed ${index + 1} of ${doc.seeds.length}: ${shorten(visible(seed.seed), 60)}`}
              </option>
            ))}
          </select>
        </label>
      )}
      <span className="spacer" />
      {(since || until) && (
        <span className="quiet window">
          {since ? `since ${since.slice(0, 16).replace('T', ' ')}` : ''}{' '}
          {until ? `until ${until.slice(0, 16).replace('T', ' ')}` : ''}
        </span>
      )}
      <span className="quiet version">times in UTC · v{visible(doc.tool.version)}</span>
      <button
        type="button"
        className="button no-print"
        aria-label={`Colours: ${THEME_LABEL[theme]}. Change to ${THEME_LABEL[NEXT[theme]]}.`}
        onClick={() => setTheme(NEXT[theme])}
      >
        {THEME_LABEL[theme]}
      </button>
      <button type="button" className="button no-print print-button" onClick={() => window.print()}>
        Print
      </button>
    </div>
  );
}
